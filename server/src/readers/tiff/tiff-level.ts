import { JpegSegmentError, JpegSplicer } from '../jpeg/index.js';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile } from '../slide-reader.js';
import { OneTileTiff } from './one-tile-tiff.js';
import { type PixelLayout, readPixelLayout } from './pixel-layout.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { ExtraSample, TiffCompression, TiffPhotometric, TiffTag } from './tiff-tags.js';
import { readTileIndex, type TileIndex } from './tile-index.js';
import type { TileLayout } from './tile-layout.js';

type Packing = { kind: 'jpeg'; splicer: JpegSplicer } | { kind: 'raw'; wrapper: OneTileTiff; extraBand: 'alpha' | 'ignored' };

/** One level of a pyramid, ready to hand out tiles. */
export class TiffLevel {
  private constructor(
    private readonly directory: TiffDirectory,
    readonly layout: TileLayout,
    private readonly pixels: PixelLayout,
    private readonly index: TileIndex,
    private readonly packing: Packing,
  ) {}

  /** @throws SlideFileError where the level's pixels cannot be shown or its index cannot be true */
  static async open(directory: TiffDirectory, layout: TileLayout): Promise<TiffLevel> {
    const pixels = await readPixelLayout(directory);
    const decodedBytes = (layout.tileWidthPx * layout.tileHeightPx * pixels.samplesPerPixel * pixels.bitsPerSample) / 8;
    if (decodedBytes > TiffLimit.tileBytes) throw new SlideFileError('slide.too-large', `tiles of ${decodedBytes} bytes`);
    const packing = await readPacking(directory, layout, pixels);
    const index = await readTileIndex(directory, layout.columns * layout.rows * pixels.planes);
    return new TiffLevel(directory, layout, pixels, index, packing);
  }

  /** Tiles of this level that the file, as long as it is, cannot hold. */
  countTilesOutside(): number {
    const { file } = this.directory.source;
    return this.index.offsets.reduce((sum, offset, i) => sum + (file.contains(offset, this.index.byteCounts[i] ?? 0) ? 0 : 1), 0);
  }

  /** @throws SlideFileError `slide.tile-damaged` */
  async tile(column: number, row: number): Promise<EncodedTile | undefined> {
    const first = row * this.layout.columns + column;
    if (this.packing.kind === 'raw') return this.rawTile(first, this.packing.wrapper, this.packing.extraBand);
    const { splicer } = this.packing;
    const buffer = await this.readPlanes([first], splicer.headroomBytes);
    return buffer && { kind: 'jpeg', bytes: this.spliced(splicer, buffer) };
  }

  private spliced(splicer: JpegSplicer, buffer: Buffer): Buffer {
    const { tileWidthPx, tileHeightPx } = this.layout;
    try {
      const { bytes, widthPx, heightPx } = splicer.splice(buffer);
      if (widthPx > tileWidthPx || heightPx > tileHeightPx) damaged(`a JPEG of ${widthPx} x ${heightPx} px in a tile of ${tileWidthPx} x ${tileHeightPx}`);
      return bytes;
    } catch (error) {
      if (error instanceof JpegSegmentError) damaged(`no whole JPEG: ${error.message}`);
      throw error;
    }
  }

  private async rawTile(first: number, wrapper: OneTileTiff, extraBand: 'alpha' | 'ignored'): Promise<EncodedTile | undefined> {
    const { columns, rows, tileWidthPx, tileHeightPx } = this.layout;
    const places = Array.from({ length: this.pixels.planes }, (_, plane) => first + plane * columns * rows);
    const buffer = await this.readPlanes(places, wrapper.headBytes);
    if (!buffer) return undefined;
    const bytes = wrapper.wrap(buffer, places.map((place) => this.index.byteCounts[place] ?? 0));
    return { kind: 'raw', bytes, widthPx: tileWidthPx, heightPx: tileHeightPx, extraBand };
  }

  /** The bytes at `places` of the index after `headroomBytes` left free: one positional read each, and nearly always one. */
  private async readPlanes(places: readonly number[], headroomBytes: number): Promise<Buffer | undefined> {
    const { file } = this.directory.source;
    let total = 0;
    for (const place of places) {
      const length = this.index.byteCounts[place] ?? 0;
      if (length === 0) return undefined;
      if (!file.contains(this.index.offsets[place] ?? -1, length)) damaged('a tile that lies past the end of the file');
      total += length;
    }
    if (total > TiffLimit.encodedTileBytes) damaged(`a tile of ${total} bytes`);
    const buffer = Buffer.allocUnsafe(headroomBytes + total);
    let at = headroomBytes;
    for (const place of places) {
      const length = this.index.byteCounts[place] ?? 0;
      if ((await file.readInto(buffer, at, length, this.index.offsets[place] ?? 0)) < length) damaged('the file has become shorter');
      at += length;
    }
    return buffer;
  }
}

async function readPacking(directory: TiffDirectory, layout: TileLayout, pixels: PixelLayout): Promise<Packing> {
  if (pixels.compression !== TiffCompression.Jpeg) {
    const [extra = ExtraSample.Unspecified] = await directory.integers(TiffTag.ExtraSamples, TiffLimit.samplesPerPixel);
    const wrapper = await OneTileTiff.of(directory, layout, pixels);
    return { kind: 'raw', wrapper, extraBand: extra === ExtraSample.Unspecified ? 'ignored' : 'alpha' };
  }
  const tables = await directory.stored(TiffTag.JpegTables, TiffLimit.jpegTablesBytes);
  try {
    return { kind: 'jpeg', splicer: new JpegSplicer(tables?.bytes, pixels.photometric === TiffPhotometric.Rgb) };
  } catch (error) {
    if (error instanceof JpegSegmentError) throw new SlideFileError('slide.damaged', `JPEG tables: ${error.message}`);
    throw error;
  }
}

function damaged(what: string): never {
  throw new SlideFileError('slide.tile-damaged', what);
}
