import { TiffPhotometric, TiffTag, TiffType } from '../../readers/index.js';
import type { TileCode } from './tile-code.js';

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

interface Planned {
  readonly fields: readonly Field[];
  readonly children: readonly Planned[];
}

/**
 * The directories of pyramids, from `at` on in a little-endian BigTIFF; the first one carries `description`, reduced levels are
 * marked as such. One pyramid stands in the chain of directories, largest first, where OpenSlide and libvips see its levels too.
 * Of several, the chain has their largest levels, and each of these its others as SubIFDs (OME-TIFF 6.0).
 */
export function pyramidDirectories(at: number, layers: readonly (readonly PyramidLevelSpec[])[], code: TileCode, description: string): Buffer {
  const plan = ([base, ...rest]: readonly PyramidLevelSpec[], layer: number): Planned[] => {
    const reduced = rest.map((level) => ({ fields: fieldsOf(level, code, true), children: [] }));
    const own = fieldsOf(base!, code, false, layer === 0 ? description : undefined);
    return layers.length === 1 ? [{ fields: own, children: [] }, ...reduced] : [{ fields: own, children: reduced }];
  };
  return written(at, layers.flatMap(plan));
}

/** Directories that follow each other, each before its children. */
function written(at: number, chain: readonly Planned[]): Buffer {
  const parts: Buffer[] = [];
  let position = at;
  chain.forEach(({ fields, children }, i) => {
    const sizes = children.map((child) => sizeOf(child.fields));
    const all = children.length === 0 ? fields : inOrder([...fields, subIfds(new Array<number>(children.length).fill(0))]);
    const own = sizeOf(all);
    const places = sizes.map((_, child) => position + own + sizes.slice(0, child).reduce((sum, size) => sum + size, 0));
    const end = position + own + sizes.reduce((sum, size) => sum + size, 0);
    const next = i === chain.length - 1 ? 0 : end;
    parts.push(directory(position, children.length === 0 ? fields : inOrder([...fields, subIfds(places)]), own, next));
    children.forEach((child, n) => parts.push(directory(places[n]!, child.fields, sizes[n]!, 0)));
    position = end;
  });
  return Buffer.concat(parts);
}

const directoryBytes = (fields: readonly Field[]): number => 8 + fields.length * ENTRY_BYTES + 8;

const sizeOf = (fields: readonly Field[]): number =>
  directoryBytes(fields) + fields.reduce((sum, { bytes }) => sum + (bytes.length > INLINE_BYTES ? padded(bytes.length) : 0), 0);

function directory(position: number, fields: readonly Field[], size: number, next: number): Buffer {
  const out = Buffer.alloc(size);
  out.writeBigUInt64LE(BigInt(fields.length), 0);
  let free = directoryBytes(fields);
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
  out.writeBigUInt64LE(BigInt(next), directoryBytes(fields) - 8);
  return out;
}

function fieldsOf(level: PyramidLevelSpec, { compression, photometric, bitsPerSample, predictor, profile }: TileCode, isReduced: boolean, description?: string): Field[] {
  return inOrder([
    long(TiffTag.NewSubfileType, isReduced ? REDUCED : 0),
    long(TiffTag.ImageWidth, level.widthPx),
    long(TiffTag.ImageLength, level.heightPx),
    short(TiffTag.BitsPerSample, ...bitsPerSample),
    short(TiffTag.Compression, compression),
    short(TiffTag.Photometric, photometric),
    ...(description === undefined ? [] : [ascii(TiffTag.ImageDescription, description)]),
    short(TiffTag.SamplesPerPixel, bitsPerSample.length),
    resolution(TiffTag.XResolution, level.mpp),
    resolution(TiffTag.YResolution, level.mpp),
    short(TiffTag.PlanarConfiguration, 1),
    short(TiffTag.ResolutionUnit, CENTIMETRE),
    ascii(TiffTag.Software, 'Parfocal'),
    ...(predictor === 1 ? [] : [short(TiffTag.Predictor, predictor)]),
    short(TiffTag.TileWidth, level.tilePx),
    short(TiffTag.TileLength, level.tilePx),
    { tag: TiffTag.TileOffsets, type: TiffType.Long8, count: level.offsets.length, bytes: Buffer.from(BigUint64Array.from(level.offsets, BigInt).buffer) },
    { tag: TiffTag.TileByteCounts, type: TiffType.Long, count: level.byteCounts.length, bytes: Buffer.from(level.byteCounts.buffer) },
    // Chroma at half size in both directions, as the tiles have it.
    ...(photometric === TiffPhotometric.YCbCr ? [short(TiffTag.YCbCrSubSampling, 2, 2)] : []),
    ...(profile ? [{ tag: TiffTag.IccProfile, type: TiffType.Undefined, count: profile.length, bytes: profile }] : []),
  ]);
}

/** Ascending tags, as TIFF demands. */
const inOrder = (fields: Field[]): Field[] => fields.sort((a, b) => a.tag - b.tag);

const subIfds = (places: readonly number[]): Field => ({ tag: TiffTag.SubIfds, type: TiffType.Ifd8, count: places.length, bytes: Buffer.from(BigUint64Array.from(places, BigInt).buffer) });
const short = (tag: number, ...values: number[]): Field => ({ tag, type: TiffType.Short, count: values.length, bytes: Buffer.from(Uint16Array.from(values).buffer) });
const long = (tag: number, value: number): Field => ({ tag, type: TiffType.Long, count: 1, bytes: Buffer.from(Uint32Array.of(value).buffer) });
const ascii = (tag: number, value: string): Field => {
  const bytes = Buffer.from(`${value}\0`, 'utf8');
  return { tag, type: TiffType.Ascii, count: bytes.length, bytes };
};
/** Pixels per centimetre, to a thousandth. */
const resolution = (tag: number, mpp: number): Field => ({ tag, type: TiffType.Rational, count: 1, bytes: Buffer.from(Uint32Array.of(Math.round((MICRONS_PER_CM / mpp) * 1000), 1000).buffer) });
const padded = (length: number): number => Math.ceil(length / 8) * 8;
