import { SlideFileError } from '../slide-file-error.js';
import { channelFacts, type ChannelSaid } from '../channel-facts.js';
import { readChunkLayout } from './chunk-layout.js';
import type { OmeImage } from './ome-description.js';
import { isGrey, type PixelLayout, readPixelLayout } from './pixel-layout.js';
import type { PlaneStack, StoredPlane } from './plane-stack.js';
import { choosePyramid, type PyramidLevel } from './pyramid.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { isTiled } from './tile-layout.js';

/**
 * The planes of an OME image with their levels.
 *
 * @param directories at z * channels + channel
 * @param unclaimed directories of the chain that no image speaks of: before OME-TIFF 6 the reduced levels stood there
 * @throws SlideFileError `slide.not-tiled` for a flat picture of colours, or a flat plane too large to be decoded whole
 */
export async function omeStack(image: OmeImage, channels: number, directories: readonly (TiffDirectory | undefined)[], unclaimed: readonly TiffDirectory[]): Promise<PlaneStack> {
  const base = directories[0]!;
  const pixels = await readPixelLayout(base);
  if (channels > 1 && !isGrey(pixels)) throw new SlideFileError('slide.pixels-unsupported', `${channels} channels of ${pixels.samplesPerPixel} samples each`);
  const isAlone = directories.length === 1;
  const planes: (StoredPlane | undefined)[] = [];
  for (const directory of directories) {
    const plane = directory && (await storedPlane(directory, isAlone ? unclaimed : []));
    if (plane) requireAlike(planes[0], plane, pixels, await readPixelLayout(directory));
    planes.push(plane);
  }
  const measured = isMeasured(image, channels, pixels) ? { channels: channelFacts(saidOf(image, channels)), maxSample: maxSampleOf(image, pixels) } : undefined;
  // A flat picture is made into a pyramid on its way in; channels and focal planes would not survive that.
  if (planes[0]!.flat && (!isGrey(pixels) || (isAlone && !measured))) throw new SlideFileError('slide.not-tiled', 'an OME-TIFF stored in strips');
  return { zPlanes: image.sizeZ, ...(image.sizeZ > 1 && { zSpacingUm: image.zSpacingUm }), channels, planes, measured };
}

async function storedPlane(directory: TiffDirectory, unclaimed: readonly TiffDirectory[]): Promise<StoredPlane> {
  const { children } = directory;
  if (isTiled(directory)) return { levels: await choosePyramid([directory, ...(children.length > 0 ? children : unclaimed)]) };
  const chunks = await readChunkLayout(directory, 1);
  if (Math.max(chunks.widthPx, chunks.heightPx) > TiffLimit.flatSidePx) throw new SlideFileError('slide.not-tiled', `planes of ${chunks.widthPx} x ${chunks.heightPx} px without tiles`);
  return { flat: { directory, chunks } };
}

/** One grid is told to the viewer for all planes. */
function requireAlike(first: StoredPlane | undefined, plane: StoredPlane, base: PixelLayout, pixels: PixelLayout): void {
  if (!first) return;
  const sizes = ({ levels, flat }: StoredPlane): string =>
    JSON.stringify(levels ? levels.map(({ layout }: PyramidLevel) => layout) : [flat.chunks.widthPx, flat.chunks.heightPx]);
  if (sizes(first) !== sizes(plane)) throw new SlideFileError('slide.damaged', 'planes of different sizes');
  if (base.bitsPerSample !== pixels.bitsPerSample || base.samplesPerPixel !== pixels.samplesPerPixel || base.isSigned !== pixels.isSigned) {
    throw new SlideFileError('slide.pixels-unsupported', 'planes of different depth');
  }
}

/**
 * Whether samples are kept as measurements and coloured by the viewer. One grey channel of 8 bits without any word of
 * fluorescence is a photograph in grey.
 */
function isMeasured({ channels: said }: OmeImage, channels: number, pixels: PixelLayout): boolean {
  if (!isGrey(pixels)) return false;
  return channels > 1 || pixels.bitsPerSample > 8 || pixels.isSigned || said[0]?.isFluorescent === true;
}

const saidOf = ({ channels: said }: OmeImage, channels: number): ChannelSaid[] => Array.from({ length: channels }, (_, i) => said[i] ?? {});

/** SignificantBits is believed where it narrows 16 bits, as of a 12-bit camera: a viewer's controls then span what can occur. */
function maxSampleOf({ significantBits = 16 }: OmeImage, { bitsPerSample, isSigned }: PixelLayout): number {
  const narrowed = bitsPerSample === 16 && !isSigned && significantBits > 8 && significantBits < 16;
  return 2 ** (narrowed ? significantBits : bitsPerSample) - 1;
}
