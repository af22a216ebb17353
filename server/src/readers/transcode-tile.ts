import sharp from 'sharp';
import { SlideFileError } from './slide-file-error.js';
import type { EncodedTile, RawTile } from './slide-reader.js';

/** Nothing visible is lost in stained tissue, at about a third of the bytes of quality 100. */
const QUALITY = 90;

/** A picture that any browser shows. */
export interface TilePicture {
  readonly bytes: Buffer;
  readonly type: 'image/jpeg' | 'image/png';
}

/**
 * A tile as a picture: a JPEG is passed through, colours are decoded and encoded as JPEG, samples of a channel as PNG that keeps
 * every value. Off the event loop.
 *
 * @throws SlideFileError `slide.tile-damaged` where its bytes do not decode
 */
export async function transcodeTile(tile: EncodedTile): Promise<TilePicture> {
  if (tile.kind === 'jpeg') return { bytes: tile.bytes, type: 'image/jpeg' };
  if (tile.kind === 'raw') return { bytes: await transcodeRaw(tile), type: 'image/jpeg' };
  throw new SlideFileError('slide.compression-unsupported', `tiles of the kind ${tile.kind}`);
}

async function transcodeRaw(tile: RawTile): Promise<Buffer> {
  const picture = sharp(tile.bytes, { failOn: 'error', limitInputPixels: tile.widthPx * tile.heightPx });
  // Empty parts of a slide with coverage are glass, and glass is white.
  const opaque = tile.extraBand === 'alpha' ? picture.flatten({ background: '#ffffff' }) : picture.removeAlpha();
  try {
    // Full chroma: nuclei are small, and their colour is the diagnosis.
    return await opaque.toColourspace('srgb').jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
  } catch {
    // libtiff's sentence may quote the file's text, so it is not passed on.
    throw new SlideFileError('slide.tile-damaged', `a tile of ${tile.bytes.length} bytes does not decode`);
  }
}
