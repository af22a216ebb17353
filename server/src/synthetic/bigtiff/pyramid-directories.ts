import { TiffCompression, TiffPhotometric, TiffTag, TiffType } from '../../readers/index.js';

export interface PyramidLevelSpec {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tilePx: number;
  /** Of this level. */
  readonly mpp: number;
  readonly offsets: Float64Array;
  readonly byteCounts: Uint32Array;
}

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Buffer;
}

export const BIG_TIFF_HEADER_BYTES = 16;
const ENTRY_BYTES = 20;
const INLINE_BYTES = 8;
const REDUCED = 1;
const CENTIMETRE = 3;
const MICRONS_PER_CM = 10_000;

export function bigTiffHeader(firstDirectoryAt: number): Buffer {
  const header = Buffer.from([0x49, 0x49, 43, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64LE(BigInt(firstDirectoryAt), 8);
  return header;
}

/**
 * The directories of a pyramid of YCbCr JPEG tiles as they follow each other from `at` in a little-endian BigTIFF,
 * largest first; the first one carries `description`, the others are marked as reduced.
 */
export function pyramidDirectories(at: number, levels: readonly PyramidLevelSpec[], description: string): Buffer {
  const parts: Buffer[] = [];
  let position = at;
  levels.forEach((level, index) => {
    const fields = fieldsOf(level, index, description);
    const directoryBytes = 8 + fields.length * ENTRY_BYTES + 8;
    const size = directoryBytes + fields.reduce((sum, { bytes }) => sum + (bytes.length > INLINE_BYTES ? padded(bytes.length) : 0), 0);
    parts.push(directory(position, fields, directoryBytes, size, index === levels.length - 1 ? 0 : position + size));
    position += size;
  });
  return Buffer.concat(parts);
}

function directory(position: number, fields: readonly Field[], directoryBytes: number, size: number, next: number): Buffer {
  const out = Buffer.alloc(size);
  out.writeBigUInt64LE(BigInt(fields.length), 0);
  let free = directoryBytes;
  fields.forEach(({ tag, type, count, bytes }, i) => {
    const entry = 8 + i * ENTRY_BYTES;
    out.writeUInt16LE(tag, entry);
    out.writeUInt16LE(type, entry + 2);
    out.writeBigUInt64LE(BigInt(count), entry + 4);
    if (bytes.length <= INLINE_BYTES) bytes.copy(out, entry + 12);
    else {
      out.writeBigUInt64LE(BigInt(position + free), entry + 12);
      bytes.copy(out, free);
      free += padded(bytes.length);
    }
  });
  out.writeBigUInt64LE(BigInt(next), directoryBytes - 8);
  return out;
}

/** In ascending order of tags, as TIFF demands. */
function fieldsOf(level: PyramidLevelSpec, index: number, description: string): Field[] {
  return [
    long(TiffTag.NewSubfileType, index === 0 ? 0 : REDUCED),
    long(TiffTag.ImageWidth, level.widthPx),
    long(TiffTag.ImageLength, level.heightPx),
    short(TiffTag.BitsPerSample, 8, 8, 8),
    short(TiffTag.Compression, TiffCompression.Jpeg),
    short(TiffTag.Photometric, TiffPhotometric.YCbCr),
    ...(index === 0 ? [ascii(TiffTag.ImageDescription, description)] : []),
    short(TiffTag.SamplesPerPixel, 3),
    resolution(TiffTag.XResolution, level.mpp),
    resolution(TiffTag.YResolution, level.mpp),
    short(TiffTag.PlanarConfiguration, 1),
    short(TiffTag.ResolutionUnit, CENTIMETRE),
    ascii(TiffTag.Software, 'Parfocal'),
    short(TiffTag.TileWidth, level.tilePx),
    short(TiffTag.TileLength, level.tilePx),
    { tag: TiffTag.TileOffsets, type: TiffType.Long8, count: level.offsets.length, bytes: Buffer.from(BigUint64Array.from(level.offsets, BigInt).buffer) },
    { tag: TiffTag.TileByteCounts, type: TiffType.Long, count: level.byteCounts.length, bytes: Buffer.from(level.byteCounts.buffer) },
    // Chroma at half size in both directions, as the tiles have it.
    short(TiffTag.YCbCrSubSampling, 2, 2),
  ];
}

const short = (tag: number, ...values: number[]): Field => ({ tag, type: TiffType.Short, count: values.length, bytes: Buffer.from(Uint16Array.from(values).buffer) });
const long = (tag: number, value: number): Field => ({ tag, type: TiffType.Long, count: 1, bytes: Buffer.from(Uint32Array.of(value).buffer) });
const ascii = (tag: number, value: string): Field => {
  const bytes = Buffer.from(`${value}\0`, 'utf8');
  return { tag, type: TiffType.Ascii, count: bytes.length, bytes };
};
/** Pixels per centimetre, to a thousandth. */
const resolution = (tag: number, mpp: number): Field => ({ tag, type: TiffType.Rational, count: 1, bytes: Buffer.from(Uint32Array.of(Math.round((MICRONS_PER_CM / mpp) * 1000), 1000).buffer) });
const padded = (length: number): number => Math.ceil(length / 8) * 8;
