import { SlideFileError } from '../slide-file-error.js';
import type { TiffDirectory, TiffField } from './tiff-directory.js';
import { TiffTag, TiffType, TYPE_BYTES } from './tiff-tags.js';

/** Where every tile (or strip) of a directory lies, in rows from the top left; planes one after another where they are apart. */
export interface TileIndex {
  /** Doubles hold every offset of a file exactly (up to 2^53) and read faster than BigInts. */
  readonly offsets: Float64Array;
  /** 0: the tile does not exist (a sparse file). */
  readonly byteCounts: Float64Array;
}

const INTEGERS: ReadonlySet<number> = new Set([TiffType.Short, TiffType.Long, TiffType.Ifd, TiffType.Long8, TiffType.Ifd8]);
const CHUNK_BYTES = 1024 * 1024;

/**
 * @param tiles how many there must be; the caller has capped it
 * @throws SlideFileError `slide.damaged` where there are fewer, `slide.truncated` where the arrays leave the file
 */
export const readTileIndex = (directory: TiffDirectory, tiles: number): Promise<TileIndex> => readIndex(directory, TiffTag.TileOffsets, TiffTag.TileByteCounts, tiles);

/** As `readTileIndex`, of strips. */
export const readStripIndex = (directory: TiffDirectory, strips: number): Promise<TileIndex> => readIndex(directory, TiffTag.StripOffsets, TiffTag.StripByteCounts, strips);

async function readIndex(directory: TiffDirectory, offsetsTag: number, countsTag: number, tiles: number): Promise<TileIndex> {
  const fields = [offsetsTag, countsTag].map((tag) => requireField(directory, tag, tiles));
  const [offsets, byteCounts] = [await readNumbers(directory, fields[0]!, tiles), await readNumbers(directory, fields[1]!, tiles)];
  return { offsets, byteCounts };
}

function requireField(directory: TiffDirectory, tag: number, tiles: number): TiffField {
  const field = directory.field(tag);
  if (!field || !INTEGERS.has(field.type)) throw new SlideFileError('slide.damaged', `no list of numbers in tag ${tag}`);
  if (field.count < tiles) throw new SlideFileError('slide.damaged', `tag ${tag} has ${field.count} of ${tiles} tiles`);
  // All that it claims, not only what is read: a list that claims more than the file holds is not believed in its first part either.
  if (!field.inline) directory.source.file.requireInside(field.at, field.count * (TYPE_BYTES.get(field.type) ?? 8));
  return field;
}

/** In pieces, so that the numbers and their bytes are never both whole in memory. */
async function readNumbers({ source }: TiffDirectory, { type, inline, at }: TiffField, tiles: number): Promise<Float64Array> {
  const numbers = new Float64Array(tiles);
  const size = TYPE_BYTES.get(type) ?? 8;
  const perChunk = CHUNK_BYTES / size;
  for (let first = 0; first < tiles; first += perChunk) {
    const count = Math.min(perChunk, tiles - first);
    const bytes = inline ?? (await source.file.read(at + first * size, count * size));
    for (let i = 0; i < count; i++) numbers[first + i] = source.integer(bytes, i * size, type);
  }
  return numbers;
}
