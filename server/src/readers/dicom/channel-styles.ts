import type { SlideChannel } from '@parfocal/shared/api';
import { channelFacts } from '../channel-facts.js';
import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';
import type { OpticalPath } from './optical-paths.js';

/**
 * How channels are first shown. The window is the file's own (FrameVOILUT, PS3.3 C.11.2), else all that BitsStored can hold.
 *
 * @param paths the optical paths that are channels, in their order
 */
export function channelStyles(paths: readonly OpticalPath[], dataSet: DicomDataSet, maxSample: number): SlideChannel[] {
  const window = windowOf(dataSet, maxSample);
  const said = paths.map(({ description, id, emissionNm }) => ({ name: description, fluor: id, ...(emissionNm === undefined ? {} : { emissionNm }) }));
  return channelFacts(said).map(({ name, colour }) => ({ name, colour, ...window }));
}

function windowOf(dataSet: DicomDataSet, maxSample: number): Pick<SlideChannel, 'windowLow' | 'windowHigh'> {
  const lut = dataSet.items(Tag.SharedFunctionalGroupsSequence)[0]?.items(Tag.FrameVoiLutSequence)[0];
  const [centre = NaN, width = NaN] = [lut?.decimals(Tag.WindowCenter)[0], lut?.decimals(Tag.WindowWidth)[0]];
  const [windowLow, windowHigh] = [Math.max(0, centre - width / 2), Math.min(maxSample, centre + width / 2)];
  return windowLow < windowHigh ? { windowLow, windowHigh } : { windowLow: 0, windowHigh: maxSample };
}
