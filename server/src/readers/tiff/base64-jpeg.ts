import { JpegSegmentError, JpegSplicer } from '../jpeg/index.js';
import { SlideFileError } from '../slide-file-error.js';
import type { JpegTile } from '../slide-reader.js';
import { TiffLimit } from './tiff-limits.js';

/** Whether a text is a JPEG in base64: every one begins with FF D8 FF. */
export const isBase64Jpeg = (text: string | undefined): text is string => text !== undefined && /^\s*\/9j\//.test(text.slice(0, 256));

/** @throws SlideFileError `slide.tile-damaged` */
export function jpegOfBase64(text: string): JpegTile {
  try {
    const { bytes, widthPx, heightPx } = new JpegSplicer(undefined, 'as-marked').splice(Buffer.from(text, 'base64'));
    if (widthPx * heightPx > TiffLimit.picturePx) throw new SlideFileError('slide.tile-damaged', `a picture of ${widthPx} x ${heightPx} px`);
    return { kind: 'jpeg', bytes };
  } catch (error) {
    if (error instanceof JpegSegmentError) throw new SlideFileError('slide.tile-damaged', `no whole JPEG: ${error.message}`);
    throw error;
  }
}
