import { stat } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { believableMpp, SlideFileError } from '../../readers/index.js';
import { diskFull, type FreeBytes, requireRoom } from '../room.js';
import { MOST_PIXELS, requirePicture } from './require-picture.js';

const TILE_PX = 256;
/** From 90 libvips keeps all of the chroma: nuclei are small, and their colour is the diagnosis. */
const QUALITY = 90;
/** A pyramid takes up to 1.4 bytes a pixel where every pixel is noise; tissue takes half. */
const MOST_BYTES_PER_PIXEL = 1.4;
const MICRONS_PER_INCH = 25_400;
const MICRONS_PER_MM = 1000;
/** One pixel a millimetre: no reader believes it, so nothing is shown in µm. */
const UNKNOWN_PER_MM = 1;

export interface Picturing {
  readonly signal: AbortSignal;
  readonly freeBytes: FreeBytes;
}

/**
 * Makes a pyramid of JPEG tiles, a BigTIFF, of the picture at `path`: the right way up, with its ICC profile and a scale that can be
 * believed, and without anything else that it said of itself. Memory does not grow with the picture, except for those that
 * `requirePicture` bounds. An abort is heeded before and after: the encoding itself runs to its end.
 *
 * @throws SlideFileError; an error with `code` ENOSPC
 */
export async function writePyramid(path: string, target: string, { signal, freeBytes }: Picturing): Promise<void> {
  const facts = await metadataOf(path);
  requirePicture(facts);
  await requireRoom(path, facts.width * facts.height * MOST_BYTES_PER_PIXEL, freeBytes);
  signal.throwIfAborted();
  try {
    await pipelineOf(path, facts).toFile(target);
  } catch {
    await explain(path, freeBytes);
  }
  signal.throwIfAborted();
}

/** Libvips' sentences may quote the file's text or path, so they are not passed on. */
async function metadataOf(path: string): Promise<Metadata> {
  try {
    return await sharp(path, { limitInputPixels: false }).metadata();
  } catch {
    const { size } = await stat(path);
    throw new SlideFileError('slide.damaged', `the header of a picture of ${size} bytes cannot be read`);
  }
}

function pipelineOf(path: string, { orientation = 1, density }: Metadata): Sharp {
  // To turn a picture, its last row may be needed first; it is then held in memory, which `requirePicture` bounds.
  const isTurned = orientation > 1;
  // Without `ignoreIcc` colours would be converted, and what lies outside sRGB lost; the profile is kept, and applied by whoever shows the slide.
  const picture = sharp(path, { sequentialRead: !isTurned, ignoreIcc: true, limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const upright = isTurned ? picture.autoOrient() : picture;
  const perMm = pixelsPerMm(density);
  return upright
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .keepIccProfile()
    .tiff({
      tile: true, tileWidth: TILE_PX, tileHeight: TILE_PX, pyramid: true, bigtiff: true, compression: 'jpeg', quality: QUALITY,
      xres: perMm, yres: perMm, resolutionUnit: 'cm',
    });
}

/** The scale of a microscope's camera; that of a screen or a printer is none. */
function pixelsPerMm(density: number | undefined): number {
  const mpp = density === undefined ? undefined : MICRONS_PER_INCH / density;
  const { mppX } = believableMpp(mpp, mpp);
  return mppX === undefined ? UNKNOWN_PER_MM : MICRONS_PER_MM / mppX;
}

/** Libvips does not say whether it was the disk or the picture. */
async function explain(path: string, freeBytes: FreeBytes): Promise<never> {
  const free = await freeBytes(path);
  if (free < TILE_PX * TILE_PX) throw diskFull(TILE_PX * TILE_PX, free);
  throw new SlideFileError('slide.damaged', 'a picture that does not decode to its end');
}
