import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import type { TileIndex } from './tile-index.js';

/**
 * The stored bytes of some tiles or strips, one after another; those that lie side by side in the file are read at once.
 *
 * @param places of the index, in the order wanted
 * @param headroomBytes left free before them
 * @returns `undefined` where one of them was never stored
 * @throws SlideFileError `slide.tile-damaged`
 */
export async function readChunks(file: SlideFile, index: TileIndex, places: readonly number[], headroomBytes: number, mostBytes: number): Promise<Buffer | undefined> {
  let total = 0;
  for (const place of places) {
    const length = index.byteCounts[place] ?? 0;
    if (length === 0) return undefined;
    if (!file.contains(index.offsets[place] ?? -1, length)) damaged('bytes that lie past the end of the file');
    total += length;
  }
  if (total > mostBytes) damaged(`${total} bytes, at most ${mostBytes} make sense`);
  const buffer = Buffer.allocUnsafe(headroomBytes + total);
  let at = headroomBytes;
  for (let i = 0; i < places.length; ) {
    const from = index.offsets[places[i]!]!;
    let length = 0;
    do length += index.byteCounts[places[i++]!]!;
    while (i < places.length && index.offsets[places[i]!] === from + length);
    if ((await file.readInto(buffer, at, length, from)) < length) damaged('the file has become shorter');
    at += length;
  }
  return buffer;
}

function damaged(what: string): never {
  throw new SlideFileError('slide.tile-damaged', what);
}
