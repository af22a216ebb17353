import sharp, { type Sharp } from 'sharp';
import { decodeCoded } from './codecs/index.js';
import { SlideFileError } from './slide-file-error.js';
import type { CodedTile, EncodedTile, PixelTile, RawTile } from './slide-reader.js';
import { samplesToPng } from './samples-to-png.js';

// Many small pictures at once, each on one thread, and none of them twice: several threads for one tile, and a cache of operations, only cost.
sharp.concurrency(1);
sharp.cache(false);

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
 * @throws SlideFileError `slide.tile-damaged` where its bytes do not decode; `slide.pixels-unsupported` and `slide.too-large` for
 * a code that none of the file's tiles can be shown of
 */
export async function transcodeTile(tile: EncodedTile): Promise<TilePicture> {
  if (tile.kind === 'jpeg') return { bytes: tile.bytes, type: 'image/jpeg' };
  const pixels = tile.kind === 'coded' ? await decoded(tile) : tile;
  try {
    if (pixels.maxSample === undefined) return { bytes: await toJpeg(pixels), type: 'image/jpeg' };
    return { bytes: await samplesToPng(await samplesOf(pixels), pixels.widthPx, pixels.heightPx, pixels.maxSample), type: 'image/png' };
  } catch (error) {
    if (error instanceof SlideFileError) throw error;
    // libtiff's sentence may quote the file's text, so it is not passed on.
    throw new SlideFileError('slide.tile-damaged', `a ${tile.kind} tile of ${tile.widthPx} x ${tile.heightPx} px does not decode`);
  }
}

async function decoded(tile: CodedTile): Promise<PixelTile> {
  const { pixels, bands, bitsPerSample } = await decodeCoded(tile);
  const { widthPx, heightPx, maxSample } = tile;
  return { kind: 'pixels', pixels: Buffer.from(pixels.buffer, pixels.byteOffset, pixels.length), bands, bitsPerSample, extraBand: 'ignored', widthPx, heightPx, maxSample };
}

function toJpeg(tile: RawTile | PixelTile): Promise<Buffer> {
  const picture = opened(tile);
  // Empty parts of a slide with coverage are glass, and glass is white.
  const opaque = tile.extraBand === 'alpha' ? picture.flatten({ background: '#ffffff' }) : picture.removeAlpha();
  // Full chroma: nuclei are small, and their colour is the diagnosis. Huffman tables of its own would cost a tile a third more time, for a twentieth of its bytes.
  return opaque.toColourspace('srgb').jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer();
}

function opened(tile: RawTile | PixelTile): Sharp {
  const { widthPx: width, heightPx: height } = tile;
  if (tile.kind === 'raw') return sharp(tile.bytes, { failOn: 'error', limitInputPixels: width * height, sequentialRead: true });
  requireWhole(tile);
  // Sharp takes 16-bit pixels as an array of them; the high byte is what it would keep, as for a TIFF of 16 bits.
  const pixels = tile.bitsPerSample === 16 ? highBytes(tile.pixels) : tile.pixels;
  return sharp(pixels, { raw: { width, height, channels: tile.bands } });
}

/** The samples of one channel, of 8 or 16 bits. */
async function samplesOf(tile: RawTile | PixelTile): Promise<Uint8Array | Uint16Array> {
  if (tile.kind === 'pixels') {
    requireWhole(tile);
    if (tile.bands !== 1) throw new SlideFileError('slide.tile-damaged', `${tile.bands} bands in a tile of one channel`);
    return tile.bitsPerSample === 16 ? sixteenBits(tile.pixels) : tile.pixels;
  }
  const picture = opened(tile);
  const { depth } = await picture.metadata();
  // As they are: between the two colour spaces libvips would scale.
  const isWide = depth === 'ushort';
  const { data, info } = await picture.toColourspace(isWide ? 'grey16' : 'b-w').raw({ depth: isWide ? 'ushort' : 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 1 || info.width !== tile.widthPx || info.height !== tile.heightPx) throw new SlideFileError('slide.tile-damaged', 'a tile of one channel with other pixels');
  return isWide ? sixteenBits(data) : data;
}

function requireWhole({ pixels, widthPx, heightPx, bands, bitsPerSample }: PixelTile): void {
  const due = (widthPx * heightPx * bands * bitsPerSample) / 8;
  if (pixels.length !== due) throw new SlideFileError('slide.tile-damaged', `${pixels.length} bytes of pixels where ${due} are due`);
}

/** Samples are little-endian, as every machine is that this runs on; an odd place in memory is copied. */
function sixteenBits(bytes: Buffer): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length / 2);
}

function highBytes(samples: Buffer): Buffer {
  const high = Buffer.allocUnsafe(samples.length / 2);
  for (let i = 0; i < high.length; i++) high[i] = samples[2 * i + 1]!;
  return high;
}
