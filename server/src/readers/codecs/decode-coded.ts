import { SlideFileError } from '../slide-file-error.js';
import type { CodedTile } from '../slide-reader.js';
import type { DecodedPixels } from './codec-messages.js';
import { CodecPool } from './codec-pool.js';
import { type CodedShape, damaged, MOST_PIXELS } from './coded-shape.js';
import { jpegLsShape } from './jpeg-ls-header.js';
import { codestreamOf, jpeg2000Shape } from './jpeg2000-header.js';

export type { DecodedPixels } from './codec-messages.js';

const pool = new CodecPool();

/**
 * Decodes a tile in a worker thread: colours to 8 bits and to RGB, samples of a channel as they are.
 *
 * What the codestream announces is compared with what the tile should be before anything is allocated for it.
 *
 * @throws SlideFileError `slide.tile-damaged`; `slide.pixels-unsupported`, `slide.too-large` for what no tile of such a file could do
 */
export async function decodeCoded(tile: CodedTile, decoders: Pick<CodecPool, 'run'> = pool): Promise<DecodedPixels> {
  const { codec, colour, widthPx, heightPx, maxSample } = tile;
  if (!(widthPx * heightPx <= MOST_PIXELS)) throw new SlideFileError('slide.too-large', `a ${codec} tile of ${widthPx} x ${heightPx} px`);
  const bytes = codec === 'jpeg2000' ? codestreamOf(tile.bytes) : tile.bytes;
  const shape = shapeOf(tile, bytes);
  if (shape.widthPx !== widthPx || shape.heightPx !== heightPx) throw damaged(`a ${codec} tile of ${shape.widthPx} x ${shape.heightPx} px where ${widthPx} x ${heightPx} is due`);
  if (shape.bands !== (colour === 'grey' ? 1 : 3)) throw damaged(`a ${codec} tile of ${shape.bands} bands where ${colour} is due`);
  const decoded = await decoders.run({ codec, bytes: Uint8Array.from(bytes), shape, colour, keepsSamples: maxSample !== undefined });
  if (!decoded) throw damaged(`a ${codec} tile of ${bytes.length} bytes does not decode`);
  return decoded;
}

function shapeOf({ codec, colour, bitsPerSample, widthPx, heightPx }: CodedTile, bytes: Buffer): CodedShape {
  if (codec === 'jpeg2000') return jpeg2000Shape(bytes);
  if (codec === 'jpeg-ls') return jpegLsShape(bytes);
  return { widthPx, heightPx, bands: colour === 'grey' ? 1 : 3, precision: bitsPerSample, isSubsampled: false };
}
