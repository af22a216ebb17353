import { JpegSegmentError } from '../jpeg/index.js';
import { SlideFileError } from '../slide-file-error.js';
import type { CodedTile, EncodedTile, PixelTile } from '../slide-reader.js';
import type { DicomInstance } from './dicom-instance.js';
import { bringsOwnColours } from './jpeg2000-colours.js';
import { browserJpeg } from './jpeg-frame.js';

type Packed = Pick<DicomInstance, 'syntax' | 'pixels' | 'tileWidthPx' | 'tileHeightPx'>;

/**
 * A frame as the tile that it is, without decoding.
 *
 * @param asSamples keeps the samples of a channel, up to what BitsStored can hold
 * @throws SlideFileError `slide.tile-damaged`
 */
export function frameTile(bytes: Buffer, { syntax, pixels, tileWidthPx: widthPx, tileHeightPx: heightPx }: Packed, asSamples: boolean): EncodedTile {
  const shape = { widthPx, heightPx, ...(asSamples ? { maxSample: 2 ** pixels.bitsStored - 1 } : {}) };
  const { samples, bitsAllocated: bitsPerSample, colour } = pixels;
  switch (syntax.packing) {
    case 'native':
      return { kind: 'pixels', pixels: pixels.isPlanar ? interleaved(bytes) : bytes, bands: samples, bitsPerSample, extraBand: 'ignored', ...shape } satisfies PixelTile;
    case 'jpeg': {
      const jpeg = wholeJpeg(bytes, { widthPx, heightPx, samples, saysRgb: colour === 'rgb' });
      // A browser would hand out the samples changed by its colour management: a channel is decoded here.
      return asSamples ? { kind: 'raw', bytes: jpeg, extraBand: 'ignored', ...shape } : { kind: 'jpeg', bytes: jpeg };
    }
    case 'jpeg2000':
      return { kind: 'coded', codec: 'jpeg2000', bytes, colour: colour === 'ycc' && bringsOwnColours(bytes) ? 'rgb' : colour, bitsPerSample, ...shape } satisfies CodedTile;
    default:
      return { kind: 'coded', codec: syntax.packing, bytes, colour, bitsPerSample, ...shape } satisfies CodedTile;
  }
}

function wholeJpeg(...frame: Parameters<typeof browserJpeg>): Buffer {
  try {
    return browserJpeg(...frame);
  } catch (error) {
    if (error instanceof JpegSegmentError) throw new SlideFileError('slide.tile-damaged', `no whole JPEG: ${error.message}`);
    throw error;
  }
}

/** Red, green and blue one after another become one pixel after another. */
function interleaved(planes: Buffer): Buffer {
  const pixels = Buffer.allocUnsafe(planes.length);
  const count = planes.length / 3;
  for (let i = 0, at = 0; i < count; i++) {
    pixels[at++] = planes[i]!;
    pixels[at++] = planes[i + count]!;
    pixels[at++] = planes[i + 2 * count]!;
  }
  return pixels;
}
