import type { SlideChannel } from '@parfocal/shared/api';
import { channelFacts } from '../channel-facts.js';
import { channelStyles as stylesOf } from '../channel-windows.js';
import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';
import type { StackedLevel } from './stacked-level.js';

/**
 * How channels are first shown: in the window that the file asks for (FrameVOILUT, PS3.3 C.11.2), else in one that fits what is in
 * them, since all that BitsStored can hold is mostly black.
 */
export async function channelStyles(levels: readonly StackedLevel[], maxSample: number): Promise<SlideChannel[]> {
  const [base] = levels;
  const paths = base?.channels.flatMap((channel) => (channel ? [channel.path] : [])) ?? [];
  const facts = channelFacts(paths.map(({ description, id, emissionNm }) => ({ name: description, fluor: id, ...(emissionNm === undefined ? {} : { emissionNm }) })));
  const window = base && windowOf(base.dataSet, maxSample);
  if (window) return facts.map(({ name, colour }) => ({ name, colour, ...window }));
  return stylesOf(facts, facts.map((_, channel) => levels.map((level) => level.channel(channel))), maxSample);
}

function windowOf(dataSet: DicomDataSet, maxSample: number): Pick<SlideChannel, 'windowLow' | 'windowHigh'> | undefined {
  const lut = dataSet.items(Tag.SharedFunctionalGroupsSequence)[0]?.items(Tag.FrameVoiLutSequence)[0];
  const [centre = NaN, width = NaN] = [lut?.decimals(Tag.WindowCenter)[0], lut?.decimals(Tag.WindowWidth)[0]];
  const [windowLow, windowHigh] = [Math.max(0, centre - width / 2), Math.min(maxSample, centre + width / 2)];
  return windowLow < windowHigh ? { windowLow, windowHigh } : undefined;
}
