import { type ClassicTiffHead, layOutClassicTiff, u32Writer } from './classic-tiff-head.js';
import type { TiffDirectory, TiffFieldBytes } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { TiffTag, TiffType } from './tiff-tags.js';

/**
 * Tags that say how the compressed bytes are to be understood; they are copied as they stand. SampleFormat is not among them:
 * what is shown are integers, and those with a sign are read as if they had none (see `samples.ts`).
 */
const COPIED_TAGS = [
  TiffTag.BitsPerSample,
  TiffTag.Compression,
  TiffTag.Photometric,
  TiffTag.SamplesPerPixel,
  TiffTag.PlanarConfiguration,
  TiffTag.Predictor,
  TiffTag.ColorMap,
  TiffTag.ExtraSamples,
  TiffTag.JpegTables,
  TiffTag.YCbCrCoefficients,
  TiffTag.YCbCrSubSampling,
  TiffTag.ReferenceBlackWhite,
];

/** How the picture to be made is cut; strips where no tile is named. */
export interface PictureCut {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rowsPerStrip?: number;
  readonly tile?: { readonly widthPx: number; readonly heightPx: number };
  /** Strips or tiles, those of all planes together. */
  readonly chunks: number;
}

/**
 * Wraps stored tiles or strips into a classic TIFF of one picture, in the byte order of the file, so that libtiff decodes in
 * another thread what the file's own compression made. A tile alone becomes a picture of one strip: their bytes are the same.
 */
export class WrappedTiff {
  private constructor(
    private readonly head: ClassicTiffHead,
    private readonly offsetsAt: number,
    private readonly countsAt: number,
  ) {}

  static async of(directory: TiffDirectory, { widthPx, heightPx, rowsPerStrip = heightPx, tile, chunks }: PictureCut): Promise<WrappedTiff> {
    const { littleEndian } = directory.source;
    const writeU32 = u32Writer(littleEndian);
    const longs = (count: number, value: number): TiffFieldBytes => {
      const bytes = Buffer.alloc(count * 4);
      for (let i = 0; i < count; i++) writeU32(bytes, value, i * 4);
      return { type: TiffType.Long, count, bytes };
    };
    const [offsets, counts] = tile ? [TiffTag.TileOffsets, TiffTag.TileByteCounts] : [TiffTag.StripOffsets, TiffTag.StripByteCounts];
    const fields: [number, TiffFieldBytes][] = [
      [TiffTag.ImageWidth, longs(1, widthPx)],
      [TiffTag.ImageLength, longs(1, heightPx)],
      [offsets, longs(chunks, 0)],
      [counts, longs(chunks, 0)],
    ];
    if (tile) fields.push([TiffTag.TileWidth, longs(1, tile.widthPx)], [TiffTag.TileLength, longs(1, tile.heightPx)]);
    else fields.push([TiffTag.RowsPerStrip, longs(1, rowsPerStrip)]);
    for (const tag of COPIED_TAGS) {
      const field = await directory.stored(tag, TiffLimit.copiedTagBytes);
      if (field) fields.push([tag, field]);
    }
    const head = layOutClassicTiff(littleEndian, fields);
    return new WrappedTiff(head, head.valueAt(offsets), head.valueAt(counts));
  }

  get headBytes(): number {
    return this.head.bytes.length;
  }

  /**
   * @param buffer the chunks' bytes one after another from `headBytes` on; the head is written before them
   * @param chunkBytes how long each is
   */
  wrap(buffer: Buffer, chunkBytes: readonly number[]): Buffer {
    this.head.bytes.copy(buffer);
    let at = this.headBytes;
    chunkBytes.forEach((length, i) => {
      this.head.writeU32(buffer, at, this.offsetsAt + i * 4);
      this.head.writeU32(buffer, length, this.countsAt + i * 4);
      at += length;
    });
    return buffer;
  }
}
