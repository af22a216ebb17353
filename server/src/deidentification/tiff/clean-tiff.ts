import { open } from 'node:fs/promises';
import { SlideFileError } from '../../readers/index.js';
import { overwrite, writeAt } from '../overwrite.js';
import { between } from '../ranges.js';
import { RemovedTexts } from '../removed-texts.js';
import { aperioDescription, omeDescription, philipsDescription } from './descriptions.js';
import { DirectoryWriter, isAsItShouldBe, type NewDirectory } from './directory-writer.js';
import { essentialRanges, withChildren } from './essential-ranges.js';
import { KEPT_TAGS, Tag, TELLING_TAGS } from './kept-tags.js';
import { entryWith, integersOf, type RawDirectory, type RawEntry } from './raw-directories.js';
import { type SlideParts, withParts } from './slide-parts.js';

export interface Cleaned {
  readonly picturesRemoved: number;
  readonly fieldsCleared: number;
  readonly removedTexts: readonly string[];
}

/** Gaps of fewer bytes between tiles are alignment: too short for a word, and there may be millions of them. */
const LEAST_GAP_BYTES = 4;
const MOST_CLASSIC_BYTES = 0xffff_ffff;
const MOST_TEXT_BYTES = 64 * 1024 * 1024;

/**
 * Cleans a TIFF in place: directories are written anew behind the end of the file, with the slide's pixels alone and the tags to decode them;
 * the header is turned to them in one write; then every byte that nothing refers to any more is overwritten. Pixels stay where they are.
 * Interrupted at any point, the file opens, and a second run completes.
 */
export async function cleanTiff(path: string, signal: AbortSignal): Promise<Cleaned> {
  const cleaned = await withParts(path, (parts) => switchDirectories(path, parts));
  // Read again from the file, for what it says now is what decides.
  await withParts(path, async ({ source, chain }) => {
    const gaps = between(await essentialRanges(source, withChildren(chain)), source.file.sizeBytes);
    await writing(path, (file) => overwrite(file, gaps.filter(({ from, to }) => to - from >= LEAST_GAP_BYTES), signal));
  });
  return cleaned;
}

async function switchDirectories(path: string, parts: SlideParts): Promise<Cleaned> {
  const { source, chain, slide } = parts;
  const kept = chain.filter((directory) => slide.has(directory));
  const wanted = await newDirectories(parts, kept);
  const all = withChildren(chain);
  const before = await textsOf(parts, all);
  const removed = new RemovedTexts();
  for (const [entry, text] of before) if (TELLING_TAGS.has(entry.tag)) removed.add(text);
  const goingEntries = all.flatMap((directory) => directory.entries.filter((entry) => !slide.has(directory) || !KEPT_TAGS.has(entry.tag)));
  const keptTexts = wanted.flatMap(({ texts }) => [...texts.values()]);
  const result = {
    picturesRemoved: all.filter((directory) => !slide.has(directory)).length,
    fieldsCleared: goingEntries.filter((entry) => !keptTexts.includes(before.get(entry) ?? '')).length,
    removedTexts: removed.notIn(keptTexts),
  };
  const isClean = kept.length === chain.length && wanted.every((directory) => isAsItShouldBe(directory, (entry) => before.get(entry)));
  if (isClean) return { ...result, picturesRemoved: 0 };

  const writer = new DirectoryWriter(source, source.file.sizeBytes);
  const firstAt = writer.write(wanted);
  const { bytes } = writer;
  if (!source.isBig && source.file.sizeBytes + bytes.length > MOST_CLASSIC_BYTES) throw new SlideFileError('slide.cannot-deidentify', 'a TIFF as large as one can be');
  await writing(path, async (file) => {
    await writeAt(file, bytes, source.file.sizeBytes);
    // The new ones must be on the disk before anything points at them.
    await file.sync();
    await writeAt(file, writer.word(firstAt), source.isBig ? 8 : 4);
    await file.sync();
  });
  return result;
}

async function newDirectories(parts: SlideParts, kept: readonly RawDirectory[]): Promise<NewDirectory[]> {
  const texts = new Map<number, string>();
  const { kind, description, slide } = parts;
  if (kind.format === 'aperio-svs') texts.set(Tag.ImageDescription, aperioDescription(description));
  if (kind.format === 'ome-tiff') texts.set(Tag.ImageDescription, await newOme(parts, kept));
  // By these two a reader knows the file, and how its levels are to be placed.
  if (kind.format === 'philips-tiff') texts.set(Tag.ImageDescription, philipsDescription(description)).set(Tag.Software, 'Philips');
  return kept.map((from, i) => ({ from, children: from.children.filter((child) => slide.has(child)), texts: i === 0 ? texts : new Map<number, string>() }));
}

async function newOme({ source, description, planes, kind }: SlideParts, kept: readonly RawDirectory[]): Promise<string> {
  const base = planes[0]!;
  const value = async (tag: number, fallback: number): Promise<number> => (await integersOf(source, entryWith(base, tag)))[0] ?? fallback;
  const [bits, samplesPerPixel, sampleFormat] = [await value(258, 8), await value(277, 1), await value(339, 1)];
  const ifds = planes.flatMap((plane, i) => {
    const ifd = plane ? kept.indexOf(plane) : -1;
    return ifd < 0 ? [] : [{ ifd, z: Math.floor(i / kind.channels), channel: i % kind.channels }];
  });
  return omeDescription(description, { samplesPerPixel, type: `${sampleFormat === 2 ? 'int' : 'uint'}${bits}`, ifds });
}

/** Values of text, and of bytes where they are proof of what was removed. */
async function textsOf({ source }: SlideParts, directories: readonly RawDirectory[]): Promise<Map<RawEntry, string>> {
  const texts = new Map<RawEntry, string>();
  let bytes = 0;
  for (const entry of directories.flatMap(({ entries }) => entries)) {
    const size = entry.value.to - entry.value.from;
    if ((entry.type !== 2 && !TELLING_TAGS.has(entry.tag)) || !source.file.contains(entry.value.from, size)) continue;
    bytes += size;
    if (bytes > MOST_TEXT_BYTES) throw new SlideFileError('slide.cannot-deidentify', 'more text than can be looked through');
    texts.set(entry, (await source.file.read(entry.value.from, size)).toString('utf8').replace(/\0+$/, ''));
  }
  return texts;
}

async function writing(path: string, work: (file: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
