import { type JpegColours, JpegSegmentError, JpegSplicer } from '../jpeg/index.js';
import { SlideFileError } from '../slide-file-error.js';
import type { CodedTile, EncodedTile } from '../slide-reader.js';
import { isJpeg2000, type PixelLayout, readPixelLayout } from './pixel-layout.js';
import type { PlaneLevel } from './plane-level.js';
import type { PyramidLevel } from './pyramid.js';
import { readChunks } from './read-chunks.js';
import type { SampleMeaning } from './sample-meaning.js';
import { decodeSamples, liftSigned, pixelTile } from '../samples.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { ExtraSample, TiffCompression, TiffPhotometric, TiffTag } from './tiff-tags.js';
import { readTileIndex, type TileIndex } from './tile-index.js';
import type { TileLayout } from './tile-layout.js';
import { WrappedTiff } from './wrapped-tiff.js';

type Packing = { kind: 'jpeg'; splicer: JpegSplicer } | { kind: 'coded'; colour: CodedTile['colour'] } | { kind: 'raw'; wrapper: WrappedTiff; extraBand: 'alpha' | 'ignored' };

/** One level of a pyramid, ready to hand out tiles. */
export class TiffLevel implements PlaneLevel {
  private constructor(
    private readonly directory: TiffDirectory,
    readonly layout: TileLayout,
    /** The grid as the file has it; wider than `layout` where the file counts padding as image. */
    private readonly stored: TileLayout,
    private readonly pixels: PixelLayout,
    private readonly index: TileIndex,
    private readonly packing: Packing,
    private readonly maxSample: number | undefined,
  ) {}

  /** @throws SlideFileError where the level's pixels cannot be shown or its index cannot be true */
  static async open({ directory, layout, stored }: PyramidLevel, meaning: SampleMeaning = {}): Promise<TiffLevel> {
    const pixels = await readPixelLayout(directory);
    const decodedBytes = (stored.tileWidthPx * stored.tileHeightPx * pixels.samplesPerPixel * pixels.bitsPerSample) / 8;
    if (decodedBytes > TiffLimit.tileBytes) throw new SlideFileError('slide.too-large', `tiles of ${decodedBytes} bytes`);
    const packing = await readPacking(directory, stored, pixels, meaning);
    const index = await readTileIndex(directory, stored.columns * stored.rows * pixels.planes);
    return new TiffLevel(directory, layout, stored, pixels, index, packing, meaning.maxSample);
  }

  countTilesOutside(): number {
    const { file } = this.directory.source;
    return this.index.offsets.reduce((sum, offset, i) => sum + (file.contains(offset, this.index.byteCounts[i] ?? 0) ? 0 : 1), 0);
  }

  async tile(column: number, row: number): Promise<EncodedTile | undefined> {
    const first = row * this.stored.columns + column;
    switch (this.packing.kind) {
      case 'jpeg':
        return this.jpegTile(first, this.packing.splicer);
      case 'coded':
        return this.codedTile(first, this.packing.colour);
      case 'raw':
        return this.rawTile(first, this.packing.wrapper, this.packing.extraBand);
    }
  }

  private async jpegTile(first: number, splicer: JpegSplicer): Promise<EncodedTile | undefined> {
    const buffer = await this.read([first], splicer.headroomBytes);
    if (!buffer) return undefined;
    const bytes = this.spliced(splicer, buffer);
    // A measured channel is not for the eye as it stands, so it is decoded like any other.
    return this.maxSample === undefined ? { kind: 'jpeg', bytes } : { kind: 'raw', bytes, ...this.decoding(), extraBand: 'ignored' };
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

  private async codedTile(first: number, colour: CodedTile['colour']): Promise<EncodedTile | undefined> {
    const bytes = await this.read([first], 0);
    const bitsPerSample = this.pixels.bitsPerSample === 16 ? 16 : 8;
    return bytes && { kind: 'coded', codec: 'jpeg2000', bytes, ...this.decoding(), colour, bitsPerSample };
  }

  private async rawTile(first: number, wrapper: WrappedTiff, extraBand: 'alpha' | 'ignored'): Promise<EncodedTile | undefined> {
    const { columns, rows, tileWidthPx, tileHeightPx } = this.stored;
    const places = Array.from({ length: this.pixels.planes }, (_, plane) => first + plane * columns * rows);
    const buffer = await this.read(places, wrapper.headBytes);
    if (!buffer) return undefined;
    const bytes = wrapper.wrap(buffer, places.map((place) => this.index.byteCounts[place] ?? 0));
    if (!this.pixels.isSigned) return { kind: 'raw', bytes, ...this.decoding(), extraBand };
    const samples = await decodeSamples(bytes, tileWidthPx, tileHeightPx, this.pixels.bitsPerSample === 16 ? 16 : 8);
    liftSigned(samples);
    return pixelTile(samples, this.maxSample ?? 2 ** samples.bitsPerSample - 1);
  }

  private decoding(): { widthPx: number; heightPx: number; maxSample?: number } {
    const { tileWidthPx: widthPx, tileHeightPx: heightPx } = this.layout;
    return { widthPx, heightPx, ...(this.maxSample !== undefined && { maxSample: this.maxSample }) };
  }

  private read(places: readonly number[], headroomBytes: number): Promise<Buffer | undefined> {
    return readChunks(this.directory.source.file, this.index, places, headroomBytes, TiffLimit.encodedTileBytes);
  }
}

async function readPacking(directory: TiffDirectory, layout: TileLayout, pixels: PixelLayout, { isAperio }: SampleMeaning): Promise<Packing> {
  if (isJpeg2000(pixels)) return { kind: 'coded', colour: jpeg2000Colour(pixels, isAperio) };
  if (pixels.compression !== TiffCompression.Jpeg) {
    const [extra = ExtraSample.Unspecified] = await directory.integers(TiffTag.ExtraSamples, TiffLimit.samplesPerPixel);
    const wrapper = await WrappedTiff.of(directory, { widthPx: layout.tileWidthPx, heightPx: layout.tileHeightPx, chunks: pixels.planes });
    return { kind: 'raw', wrapper, extraBand: extra === ExtraSample.Unspecified ? 'ignored' : 'alpha' };
  }
  return { kind: 'jpeg', splicer: await jpegSplicerOf(directory, pixels) };
}

const COLOURS: ReadonlyMap<number, JpegColours> = new Map([[TiffPhotometric.Rgb, 'rgb'], [TiffPhotometric.YCbCr, 'ycc']]);

/** @throws SlideFileError `slide.damaged` where the directory's JPEG tables are none */
export async function jpegSplicerOf(directory: TiffDirectory, { photometric }: PixelLayout): Promise<JpegSplicer> {
  const tables = await directory.stored(TiffTag.JpegTables, TiffLimit.jpegTablesBytes);
  try {
    return new JpegSplicer(tables?.bytes, COLOURS.get(photometric) ?? 'as-marked');
  } catch (error) {
    if (error instanceof JpegSegmentError) throw new SlideFileError('slide.damaged', `JPEG tables: ${error.message}`);
    throw error;
  }
}

export function jpeg2000Colour({ compression, photometric, samplesPerPixel }: PixelLayout, isAperio = false): CodedTile['colour'] {
  if (samplesPerPixel === 1) return 'grey';
  // Bio-Formats uses Aperio's numbers for codestreams that bring their colours to RGB themselves.
  if (isAperio) return compression === TiffCompression.Jpeg2000Aperio ? 'ycc' : 'rgb';
  return photometric === TiffPhotometric.YCbCr ? 'ycc' : 'rgb';
}

function damaged(what: string): never {
  throw new SlideFileError('slide.tile-damaged', what);
}
