import { downsampleOf } from '../downsample.js';
import type { DicomInstance } from './dicom-instance.js';
import { pixelSpacingOf } from './physical-size.js';

/** Levels are rounded up or down, and converters round at every halving. */
const ROUNDING_PX = 1.5;
const NEARLY = 0.0005;

type Sized = Pick<DicomInstance, 'widthPx' | 'heightPx' | 'tileWidthPx' | 'tileHeightPx' | 'dataSet'>;

/** The same proportions; or padded to whole tiles, with a pixel spacing that explains it. */
export const isSamePicture = (base: Sized, level: Sized): boolean => isProportional(base, level) || paddedDownsample(base, level) !== undefined;

/**
 * Level-0 pixels per pixel of the level: from the pixel spacings where they and the sizes agree, for a level of 34 pixels that was 34.7
 * is 64 times smaller and not 65 times; from the spacings alone where padding spoils the sizes; else from the sizes.
 */
export function downsampleOfLevel(base: Sized, level: Sized): number {
  const spacing = spacingRatio(base, level);
  if (!isProportional(base, level)) return paddedDownsample(base, level) ?? downsampleOf(base, level);
  const agrees = (fullPx: number, reducedPx: number): boolean => spacing !== undefined && Math.abs(fullPx / spacing - reducedPx) <= ROUNDING_PX;
  return spacing !== undefined && agrees(base.widthPx, level.widthPx) && agrees(base.heightPx, level.heightPx) ? spacing : downsampleOf(base, level);
}

function isProportional(base: Sized, level: Sized): boolean {
  const downsample = downsampleOf(base, level);
  return Math.abs(base.widthPx / downsample - level.widthPx) <= ROUNDING_PX && Math.abs(base.heightPx / downsample - level.heightPx) <= ROUNDING_PX;
}

function paddedDownsample(base: Sized, level: Sized): number | undefined {
  const downsample = spacingRatio(base, level);
  if (downsample === undefined) return undefined;
  const isPadded = (fullPx: number, reducedPx: number, tilePx: number): boolean => {
    const padding = reducedPx - fullPx / downsample;
    return padding > -ROUNDING_PX && padding < tilePx;
  };
  const explains = isPadded(base.widthPx, level.widthPx, level.tileWidthPx) && isPadded(base.heightPx, level.heightPx, level.tileHeightPx);
  return explains ? downsample : undefined;
}

/** A whole number where it is nearly one: spacings are decimal text of at most 16 characters. */
function spacingRatio(base: Sized, level: Sized): number | undefined {
  const [full, reduced] = [pixelSpacingOf(base.dataSet), pixelSpacingOf(level.dataSet)];
  if (!full || !reduced) return undefined;
  const ratio = (reduced.x / full.x + reduced.y / full.y) / 2;
  const whole = Math.round(ratio);
  if (!(ratio >= 1)) return undefined;
  return Math.abs(ratio - whole) < NEARLY * whole ? whole : ratio;
}
