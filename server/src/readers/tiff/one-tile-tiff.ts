import type { TiffDirectory, TiffFieldBytes } from './tiff-directory.js';
import type { PixelLayout } from './pixel-layout.js';
import type { TileLayout } from './tile-layout.js';
import { TiffTag, TiffType } from './tiff-tags.js';

/** Tags that say how the compressed bytes are to be understood; they are copied as they stand. */
const COPIED_TAGS = [
  TiffTag.BitsPerSample,
  TiffTag.Compression,
  TiffTag.Photometric,
  TiffTag.SamplesPerPixel,
  TiffTag.PlanarConfiguration,
  TiffTag.Predictor,
  TiffTag.ColorMap,
  TiffTag.ExtraSamples,
  TiffTag.SampleFormat,
  TiffTag.YCbCrCoefficients,
  TiffTag.YCbCrSubSampling,
  TiffTag.ReferenceBlackWhite,
];

/** A palette of 8 bits takes 1,536 bytes; nothing else comes near. */
const MOST_TAG_BYTES = 4096;

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/**
 * Wraps the stored bytes of one tile into a classic TIFF of one strip (a strip's bytes are a tile's bytes), in the
 * byte order of the file, so that libtiff decodes in another thread what the file's own compression made.
 */
export class OneTileTiff {
  private constructor(
    private readonly head: Buffer,
    private readonly offsetsAt: number,
    private readonly countsAt: number,
    private readonly writeU32: (buffer: Buffer, value: number, at: number) => void,
  ) {}

  static async of(directory: TiffDirectory, tile: TileLayout, pixels: PixelLayout): Promise<OneTileTiff> {
    const { littleEndian } = directory.source;
    const writeU32 = (buffer: Buffer, value: number, at: number): void => void (littleEndian ? buffer.writeUInt32LE(value, at) : buffer.writeUInt32BE(value, at));
    const writeU16 = (buffer: Buffer, value: number, at: number): void => void (littleEndian ? buffer.writeUInt16LE(value, at) : buffer.writeUInt16BE(value, at));
    const longs = (...values: number[]): TiffFieldBytes => {
      const bytes = Buffer.alloc(values.length * 4);
      values.forEach((value, i) => writeU32(bytes, value, i * 4));
      return { type: TiffType.Long, count: values.length, bytes };
    };
    const blanks = longs(...new Array<number>(pixels.planes).fill(0));
    const fields: [number, TiffFieldBytes][] = [
      [TiffTag.ImageWidth, longs(tile.tileWidthPx)],
      [TiffTag.ImageLength, longs(tile.tileHeightPx)],
      [TiffTag.RowsPerStrip, longs(tile.tileHeightPx)],
      [TiffTag.StripOffsets, blanks],
      [TiffTag.StripByteCounts, blanks],
    ];
    for (const tag of COPIED_TAGS) {
      const field = await directory.stored(tag, MOST_TAG_BYTES);
      if (field) fields.push([tag, field]);
    }
    fields.sort(([a], [b]) => a - b);

    const directoryBytes = 2 + fields.length * ENTRY_BYTES + 4;
    const valueBytes = fields.reduce((sum, [, { bytes }]) => sum + (bytes.length > 4 ? even(bytes.length) : 0), 0);
    const head = Buffer.alloc(HEADER_BYTES + directoryBytes + valueBytes);
    head.write(littleEndian ? 'II' : 'MM', 0, 'latin1');
    writeU16(head, 42, 2);
    writeU32(head, HEADER_BYTES, 4);
    writeU16(head, fields.length, HEADER_BYTES);
    const valuesOf = new Map<number, number>();
    let free = HEADER_BYTES + directoryBytes;
    fields.forEach(([tag, { type, count, bytes }], i) => {
      const at = HEADER_BYTES + 2 + i * ENTRY_BYTES;
      writeU16(head, tag, at);
      writeU16(head, type, at + 2);
      writeU32(head, count, at + 4);
      const apart = bytes.length > 4;
      const valueAt = apart ? free : at + 8;
      if (apart) {
        writeU32(head, free, at + 8);
        free += even(bytes.length);
      }
      bytes.copy(head, valueAt);
      valuesOf.set(tag, valueAt);
    });
    return new OneTileTiff(head, valuesOf.get(TiffTag.StripOffsets)!, valuesOf.get(TiffTag.StripByteCounts)!, writeU32);
  }

  get headBytes(): number {
    return this.head.length;
  }

  /**
   * @param buffer the planes' bytes one after another from `headBytes` on; the head is written before them
   * @param planeBytes how long each is
   */
  wrap(buffer: Buffer, planeBytes: readonly number[]): Buffer {
    this.head.copy(buffer);
    let at = this.head.length;
    planeBytes.forEach((length, plane) => {
      this.writeU32(buffer, at, this.offsetsAt + plane * 4);
      this.writeU32(buffer, length, this.countsAt + plane * 4);
      at += length;
    });
    return buffer;
  }
}

/** TIFF wants values on word boundaries. */
const even = (length: number): number => length + (length % 2);
