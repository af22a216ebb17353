import { SlideFileError } from '../slide-file-error.js';
import { TiffDirectory, type TiffField } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import type { TiffSource } from './tiff-source.js';
import { KNOWN_TAGS, TiffTag, TYPE_BYTES } from './tiff-tags.js';

/**
 * The main chain of directories, each with its SubIFDs (TIFF technical note 1) as children.
 *
 * @throws SlideFileError `slide.damaged` where the chain runs in a circle, `slide.truncated` where it leaves the file,
 *   `slide.too-large` where it does not end
 */
export async function readDirectories(source: TiffSource): Promise<TiffDirectory[]> {
  const seen = new Set<number>();
  const chain: TiffDirectory[] = [];
  for (let at = source.firstDirectoryAt; at !== 0; ) {
    const { directory, next } = await readDirectory(source, at, seen);
    for (const childAt of await directory.integers(TiffTag.SubIfds, TiffLimit.subDirectories)) {
      // What a SubIFD says of a next one is ignored: pyramids list all of them in the parent.
      if (childAt !== 0) directory.children.push((await readDirectory(source, childAt, seen)).directory);
    }
    chain.push(directory);
    at = next;
  }
  if (chain.length === 0) throw new SlideFileError('slide.damaged', 'a TIFF without any directory');
  return chain;
}

/** The first directory alone, without its SubIFDs. */
export async function readFirstDirectory(source: TiffSource): Promise<TiffDirectory> {
  return (await readDirectory(source, source.firstDirectoryAt, new Set())).directory;
}

async function readDirectory(source: TiffSource, at: number, seen: Set<number>): Promise<{ directory: TiffDirectory; next: number }> {
  if (seen.has(at)) throw new SlideFileError('slide.damaged', `the directory at ${at} is reached twice`);
  if (seen.size >= TiffLimit.directories) throw new SlideFileError('slide.too-large', `more than ${TiffLimit.directories} directories`);
  seen.add(at);
  const countBytes = source.isBig ? 8 : 2;
  const head = await source.file.read(at, countBytes);
  const count = source.isBig ? source.u64(head, 0) : source.u16(head, 0);
  if (count > TiffLimit.entriesPerDirectory) throw new SlideFileError('slide.damaged', `the directory at ${at} claims ${count} entries`);
  const entryBytes = source.isBig ? 20 : 12;
  const body = await source.file.read(at + countBytes, count * entryBytes + (source.isBig ? 8 : 4));
  const fields = new Map<number, TiffField>();
  for (let i = 0; i < count; i++) addField(source, body, i * entryBytes, fields);
  return { directory: new TiffDirectory(source, fields), next: source.word(body, count * entryBytes) };
}

/** Keeps a known tag once: a second entry of the same tag is ignored, as libtiff does. */
function addField(source: TiffSource, body: Buffer, at: number, fields: Map<number, TiffField>): void {
  const tag = source.u16(body, at);
  const type = source.u16(body, at + 2);
  const size = TYPE_BYTES.get(type);
  if (!KNOWN_TAGS.has(tag) || size === undefined || fields.has(tag)) return;
  const count = source.word(body, at + 4);
  const valueAt = at + (source.isBig ? 12 : 8);
  const room = source.isBig ? 8 : 4;
  // Copied: a slice would keep the whole directory in memory for the life of the slide.
  const inline = count * size <= room ? Buffer.from(body.subarray(valueAt, valueAt + room)) : undefined;
  fields.set(tag, inline ? { type, count, inline, at: 0 } : { type, count, at: source.word(body, valueAt) });
}
