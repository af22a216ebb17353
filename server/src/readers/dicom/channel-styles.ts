import type { SlideChannel } from '@parfocal/shared/api';
import { cleanText } from '../clean-text.js';
import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';
import type { OpticalPath } from './optical-paths.js';

const NAME_CHARACTERS = 80;

/** Where the light of a wavelength is shown, as microscopists are used to: DAPI blue, FITC green, Cy3 orange, Cy5 red, far red magenta. */
const COLOURS: readonly (readonly [belowNm: number, colour: string])[] = [
  [485, '#0000ff'], [505, '#00ffff'], [550, '#00ff00'], [580, '#ffff00'], [610, '#ff8000'], [700, '#ff0000'], [2000, '#ff00ff'],
];
const PALETTE = ['#0000ff', '#00ff00', '#ff0000', '#00ffff', '#ff00ff', '#ffff00', '#ffffff'];
const LEAST_NM = 300;

/**
 * How channels are first shown. The window is the file's own (FrameVOILUT, PS3.3 C.11.2), else all that BitsStored can hold.
 *
 * @param paths the optical paths that are channels, in their order
 */
export function channelStyles(paths: readonly OpticalPath[], dataSet: DicomDataSet, maxSample: number): SlideChannel[] {
  const window = windowOf(dataSet, maxSample);
  if (paths.length === 1 && !paths[0]?.isFluorescence) return [{ name: nameOf(paths[0]), colour: '#ffffff', ...window }];
  return paths.map((path, i) => ({ name: nameOf(path), colour: colourOf(path.wavelengthNm) ?? PALETTE[i % PALETTE.length] ?? '#ffffff', ...window }));
}

const nameOf = (path: OpticalPath | undefined): string => cleanText(path?.description, NAME_CHARACTERS) ?? cleanText(path?.id, NAME_CHARACTERS) ?? '';

const colourOf = (nm: number | undefined): string | undefined => (nm !== undefined && nm >= LEAST_NM ? COLOURS.find(([below]) => nm < below)?.[1] : undefined);

function windowOf(dataSet: DicomDataSet, maxSample: number): Pick<SlideChannel, 'windowLow' | 'windowHigh'> {
  const lut = dataSet.items(Tag.SharedFunctionalGroupsSequence)[0]?.items(Tag.FrameVoiLutSequence)[0];
  const [centre = NaN, width = NaN] = [lut?.decimals(Tag.WindowCenter)[0], lut?.decimals(Tag.WindowWidth)[0]];
  const [windowLow, windowHigh] = [Math.max(0, centre - width / 2), Math.min(maxSample, centre + width / 2)];
  return windowLow < windowHigh ? { windowLow, windowHigh } : { windowLow: 0, windowHigh: maxSample };
}
