import type { SlideImage } from '@parfocal/shared/api';
import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';
import type { DicomInstance } from './dicom-instance.js';

const MICRONS_PER_MM = 1000;
/** From a 100x oil objective to a slide of a few hundred pixels; 1 mm stands for "unknown" in the files of some converters. */
const LEAST_MPP = 0.02;
const MOST_MPP = 200;
const MOST_POWER = 200;
const MOST_Z_SPACING_UM = 1000;

type Scale = Pick<SlideImage, 'mppX' | 'mppY'>;

/** Millimetres: the second value of PixelSpacing is between columns, that is along x (PS3.3 10.7.1.3). */
export function pixelSpacingOf(dataSet: DicomDataSet): { x: number; y: number } | undefined {
  const [y, x] = pixelMeasures(dataSet)?.decimals(Tag.PixelSpacing) ?? [];
  return x !== undefined && y !== undefined && x > 0 && y > 0 ? { x, y } : undefined;
}

/** Microns per pixel from PixelSpacing, else from the size of what was imaged. Absent is unknown, and better than wrong: pathologists measure with it. */
export function scaleOf({ dataSet, widthPx, heightPx }: DicomInstance): Scale {
  const spacing = pixelSpacingOf(dataSet);
  const fromSpacing = spacing && believable(spacing.x * MICRONS_PER_MM, spacing.y * MICRONS_PER_MM);
  const [width, height] = [dataSet.float(Tag.ImagedVolumeWidth) ?? 0, dataSet.float(Tag.ImagedVolumeHeight) ?? 0];
  return fromSpacing ?? believable((width * MICRONS_PER_MM) / widthPx, (height * MICRONS_PER_MM) / heightPx) ?? {};
}

export function zSpacingOf(dataSet: DicomDataSet): number | undefined {
  const spacing = (pixelMeasures(dataSet)?.decimals(Tag.SpacingBetweenSlices)[0] ?? 0) * MICRONS_PER_MM;
  return believableZSpacing(spacing);
}

export const believableZSpacing = (spacingUm: number | undefined): number | undefined =>
  spacingUm !== undefined && spacingUm > 0 && spacingUm <= MOST_Z_SPACING_UM ? rounded(spacingUm) : undefined;

export const believablePower = (power: number | undefined): number | undefined => (power !== undefined && power > 0 && power <= MOST_POWER ? power : undefined);

const pixelMeasures = (dataSet: DicomDataSet): DicomDataSet | undefined => dataSet.items(Tag.SharedFunctionalGroupsSequence)[0]?.items(Tag.PixelMeasuresSequence)[0];

/** Both directions or neither: a pixel much longer than wide is a mistake, not a scanner. */
function believable(mppX: number, mppY: number): Scale | undefined {
  const isScale = (mpp: number): boolean => mpp >= LEAST_MPP && mpp <= MOST_MPP;
  if (!isScale(mppX) || !isScale(mppY) || Math.max(mppX, mppY) > 2 * Math.min(mppX, mppY)) return undefined;
  return { mppX: rounded(mppX), mppY: rounded(mppY) };
}

/** Millimetres times a thousand leave dust in the last digits: 0.000499 mm is 0.499 µm. */
const rounded = (value: number): number => Number(value.toPrecision(12));
