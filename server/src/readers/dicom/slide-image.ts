import type { SlideImage } from '@parfocal/shared/api';
import { channelStyles } from './channel-styles.js';
import { believablePower, believableZSpacing, scaleOf, zSpacingOf } from './physical-size.js';
import { downsampleOfLevel } from './pyramid-fit.js';
import type { StackedLevel } from './stacked-level.js';

/** RecommendedAbsentPixelCIELabValue (0048,0015) would say so, but converters write it as if a* and b* had no offset: deep green. */
const GLASS = '#ffffff';
const DARKNESS = '#000000';

/** What a viewer must know of the slide. */
export async function imageOf(levels: readonly StackedLevel[]): Promise<SlideImage> {
  const base = levels[0]!;
  const { pixels, widthPx, heightPx } = base.instance;
  const paths = base.channels.flatMap((channel) => (channel ? [channel.path] : []));
  const objectivePower = believablePower(paths[0]?.objectivePower);
  const zSpacingUm = base.planes > 1 ? (zSpacingOf(base.dataSet) ?? believableZSpacing(base.zSpacingUm)) : undefined;
  // A single grey path of 8 bits in transmitted light is a picture like any other.
  const isChannels = pixels.samples === 1 && (paths.length > 1 || pixels.bitsAllocated > 8 || paths.some(({ isFluorescence }) => isFluorescence));
  const maxSample = 2 ** pixels.bitsStored - 1;
  return {
    format: 'dicom',
    widthPx,
    heightPx,
    ...scaleOf(base.instance),
    ...(objectivePower === undefined ? {} : { objectivePower }),
    background: isChannels ? DARKNESS : GLASS,
    ...(base.colourProfile ? { hasColourProfile: true } : {}),
    zPlanes: base.planes,
    ...(zSpacingUm === undefined ? {} : { zSpacingUm }),
    channels: base.channels.length,
    ...(isChannels ? { channelStyles: await channelStyles(levels, maxSample), maxSample } : {}),
    levels: levels.map((level) => ({ ...level.layout, downsample: downsampleOfLevel(base.instance, level.instance) })),
  };
}
