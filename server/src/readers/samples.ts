import sharp from 'sharp';
import { SlideFileError } from './slide-file-error.js';
import type { PixelTile } from './slide-reader.js';

/** One band, row by row; 16 bits little-endian. */
export interface Samples {
  readonly pixels: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitsPerSample: 8 | 16;
}

/**
 * The samples of a picture of one grey band, every value as it is stored. Off the event loop.
 *
 * @param picture a file that libvips reads
 * @throws SlideFileError `slide.tile-damaged` where it does not decode to such a picture
 */
export async function decodeSamples(picture: Buffer, widthPx: number, heightPx: number, bitsPerSample: 8 | 16): Promise<Samples> {
  const deep = bitsPerSample === 16;
  const decoded = await sharp(picture, { failOn: 'error', limitInputPixels: widthPx * heightPx })
    .toColourspace(deep ? 'grey16' : 'b-w')
    .raw({ depth: deep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
    // libtiff's sentence may quote the file's text, so it is not passed on.
    .catch(() => damaged('a plane that does not decode'));
  const { data, info } = decoded;
  if (info.channels !== 1 || info.width !== widthPx || info.height !== heightPx) damaged(`${info.width} x ${info.height} px of ${info.channels} bands`);
  return { pixels: data, widthPx, heightPx, bitsPerSample };
}

/**
 * Brings samples with a sign (two's complement) into the range from 0 without changing their order: the least becomes 0, and what
 * was 0 lies in the middle. In place.
 */
export function liftSigned({ pixels, bitsPerSample }: Samples): void {
  // The sign is the highest bit, and little-endian samples end with it.
  const step = bitsPerSample / 8;
  for (let at = step - 1; at < pixels.length; at += step) pixels[at]! ^= 0x80;
}

/** A tile cut out of a plane; what lies past its edge is 0. */
export function cutTile({ pixels, widthPx, heightPx, bitsPerSample }: Samples, column: number, row: number, tilePx: number, maxSample: number | undefined): PixelTile {
  const size = bitsPerSample / 8;
  const tile = Buffer.alloc(tilePx * tilePx * size);
  const [left, top] = [column * tilePx, row * tilePx];
  const cutBytes = Math.min(tilePx, widthPx - left) * size;
  for (let y = 0; y < Math.min(tilePx, heightPx - top); y++) {
    const from = ((top + y) * widthPx + left) * size;
    pixels.copy(tile, y * tilePx * size, from, from + cutBytes);
  }
  return pixelTile({ pixels: tile, widthPx: tilePx, heightPx: tilePx, bitsPerSample }, maxSample);
}

export const pixelTile = (samples: Samples, maxSample: number | undefined): PixelTile => ({ kind: 'pixels', ...samples, bands: 1, extraBand: 'ignored', ...(maxSample !== undefined && { maxSample }) });

function damaged(what: string): never {
  throw new SlideFileError('slide.tile-damaged', what);
}
