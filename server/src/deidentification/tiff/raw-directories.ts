import { SlideFileError, type TiffSource } from '../../readers/index.js';
import type { ByteRange } from '../ranges.js';

/** One entry of a directory, by where it and its value lie. */
export interface RawEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** The entry as stored: 12 bytes, of BigTIFF 20. */
  readonly bytes: Buffer;
  readonly value: ByteRange;
  /** Whether the value lies in the entry itself. */
  readonly isInline: boolean;
}

/** A directory with every tag it has, known or not. */
export interface RawDirectory {
  readonly at: number;
  readonly block: ByteRange;
  readonly entries: readonly RawEntry[];
  readonly children: RawDirectory[];
}

/** Of each field type (TIFF 6.0 §2, technical note 1, BigTIFF). */
const TYPE_BYTES: readonly (number | undefined)[] = [undefined, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, undefined, undefined, 8, 8, 8];
/** As the reader has them; it has opened the file, so they hold. */
const MOST_DIRECTORIES = 1000;
const MOST_ENTRIES = 4096;
const SUB_IFDS = 330;

/** The chain with its SubIFDs, in the order in which the reader's `readDirectories` gives them. */
export async function readRawDirectories(source: TiffSource): Promise<RawDirectory[]> {
  const seen = new Set<number>();
  const chain: RawDirectory[] = [];
  for (let at = source.firstDirectoryAt; at !== 0; ) {
    const { directory, next } = await readOne(source, at, seen);
    for (const childAt of await childrenOf(source, directory)) {
      if (childAt !== 0) directory.children.push((await readOne(source, childAt, seen)).directory);
    }
    chain.push(directory);
    at = next;
  }
  return chain;
}

async function readOne(source: TiffSource, at: number, seen: Set<number>): Promise<{ directory: RawDirectory; next: number }> {
  if (seen.has(at) || seen.size >= MOST_DIRECTORIES) throw new SlideFileError('slide.damaged', 'directories without an end');
  seen.add(at);
  const countBytes = source.isBig ? 8 : 2;
  const entryBytes = source.isBig ? 20 : 12;
  const linkBytes = source.isBig ? 8 : 4;
  const head = await source.file.read(at, countBytes);
  const count = source.isBig ? source.u64(head, 0) : source.u16(head, 0);
  if (count > MOST_ENTRIES) throw new SlideFileError('slide.damaged', `${count} entries`);
  const body = await source.file.read(at + countBytes, count * entryBytes + linkBytes);
  const entries = Array.from({ length: count }, (_, i) => entryOf(source, body.subarray(i * entryBytes, (i + 1) * entryBytes), at + countBytes + i * entryBytes));
  const block = { from: at, to: at + countBytes + body.length };
  return { directory: { at, block, entries, children: [] }, next: source.word(body, count * entryBytes) };
}

function entryOf(source: TiffSource, bytes: Buffer, at: number): RawEntry {
  const [tag, type, count] = [source.u16(bytes, 0), source.u16(bytes, 2), source.word(bytes, 4)];
  const valueAt = source.isBig ? 12 : 8;
  const room = bytes.length - valueAt;
  const size = (TYPE_BYTES[type] ?? 0) * count;
  const isInline = size <= room;
  const from = isInline ? at + valueAt : source.word(bytes, valueAt);
  return { tag, type, count, bytes, isInline, value: { from, to: from + size } };
}

/** The values of an entry of integers; none where it is missing. */
export async function integersOf(source: TiffSource, entry: RawEntry | undefined): Promise<number[]> {
  if (!entry) return [];
  const size = TYPE_BYTES[entry.type] ?? 0;
  const bytes = await source.file.read(entry.value.from, size * entry.count);
  return Array.from({ length: entry.count }, (_, i) => source.integer(bytes, i * size, entry.type));
}

const childrenOf = (source: TiffSource, { entries }: RawDirectory): Promise<number[]> => integersOf(source, entries.find(({ tag }) => tag === SUB_IFDS));

export const entryWith = ({ entries }: RawDirectory, tag: number): RawEntry | undefined => entries.find((entry) => entry.tag === tag);
