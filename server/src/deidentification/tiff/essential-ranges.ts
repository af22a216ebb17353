import { SlideFileError, type TiffSource } from '../../readers/index.js';
import { type ByteRange, merged } from '../ranges.js';
import { Tag } from './kept-tags.js';
import { entryWith, integersOf, type RawDirectory } from './raw-directories.js';

/** Where the pixels of directories lie: their tiles or strips as stored. */
export async function pixelRanges(source: TiffSource, directories: Iterable<RawDirectory>): Promise<ByteRange[]> {
  const ranges: ByteRange[] = [];
  for (const directory of directories) {
    const isTiled = entryWith(directory, Tag.TileOffsets) !== undefined;
    const offsets = await integersOf(source, entryWith(directory, isTiled ? Tag.TileOffsets : Tag.StripOffsets));
    const counts = await integersOf(source, entryWith(directory, isTiled ? Tag.TileByteCounts : Tag.StripByteCounts));
    if (counts.length !== offsets.length) throw new SlideFileError('slide.cannot-deidentify', 'a directory that does not say how long its tiles are');
    for (const [i, from] of offsets.entries()) ranges.push({ from, to: from + counts[i]! });
  }
  return merged(ranges);
}

/** All that a file needs: its header, its directories, their values, their pixels. Everything else may go. */
export async function essentialRanges(source: TiffSource, directories: readonly RawDirectory[]): Promise<ByteRange[]> {
  const ranges: ByteRange[] = [{ from: 0, to: source.isBig ? 16 : 8 }, ...(await pixelRanges(source, directories))];
  for (const { block, entries } of directories) {
    ranges.push(block);
    for (const { value, isInline } of entries) if (!isInline) ranges.push(value);
  }
  return merged(ranges);
}

/** All of a chain, with what hangs below it. */
export const withChildren = (chain: readonly RawDirectory[]): RawDirectory[] => chain.flatMap((directory) => [directory, ...directory.children]);
