import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import { DicomLimit } from './dicom-limits.js';
import { Tag } from './dicom-tags.js';

const HEADER_BYTES = 8;
/** Header and the first bytes of the value, which tell where a frame begins. */
const PEEK_BYTES = HEADER_BYTES + 4;
/** Fragments smaller than this are read along with their headers: a system call costs more than some kilobytes. */
const SMALL_FRAGMENT_BYTES = 32 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Fragments of encapsulated pixel data (PS3.5 §A.4), by where their item headers lie. */
export interface Fragments {
  readonly starts: readonly number[];
  /** Where the last one ends. */
  readonly endAt: number;
  /** Which of them begin like a JPEG or JPEG 2000 codestream. */
  readonly beginnings: number;
  readonly isBeginning: (index: number) => boolean;
}

/**
 * Goes from item to item up to the delimiter, without reading what is in them where that is large.
 *
 * @param at the first fragment's header, past the offset table
 * @param most more fragments than this are not believed
 * @throws SlideFileError `slide.truncated` where the file ends before the delimiter, `slide.damaged`
 */
export async function scanItems(file: SlideFile, at: number, most: number): Promise<Fragments> {
  const starts: number[] = [];
  const begins: boolean[] = [];
  let beginnings = 0;
  let [chunk, chunkAt, lengthBytes] = [Buffer.alloc(0) as Buffer, at, 0];
  for (;;) {
    if (at + HEADER_BYTES > chunkAt + chunk.length || at + PEEK_BYTES > Math.min(chunkAt + chunk.length, file.sizeBytes)) {
      const wanted = lengthBytes < SMALL_FRAGMENT_BYTES && starts.length > 0 ? CHUNK_BYTES : PEEK_BYTES;
      chunk = await file.read(at, Math.max(HEADER_BYTES, Math.min(wanted, file.sizeBytes - at)));
      chunkAt = at;
    }
    const o = at - chunkAt;
    const tag = chunk.readUInt16LE(o) * 0x1_0000 + chunk.readUInt16LE(o + 2);
    if (tag === Tag.SequenceDelimitation) return { starts, endAt: at, beginnings, isBeginning: (index) => begins[index] ?? false };
    if (tag !== Tag.Item) throw new SlideFileError('slide.damaged', `no item at ${at}, between frames`);
    if (starts.length >= most) throw new SlideFileError('slide.damaged', `more than ${most} fragments`);
    lengthBytes = chunk.readUInt32LE(o + 4);
    file.requireInside(at + HEADER_BYTES, lengthBytes);
    const begin = lengthBytes >= 4 && isCodestreamStart(chunk, o + HEADER_BYTES);
    starts.push(at);
    begins.push(begin);
    if (begin) beginnings++;
    at += HEADER_BYTES + lengthBytes;
  }
}

/** SOI and the next marker of JPEG and JPEG-LS; SOC and SIZ of JPEG 2000. */
function isCodestreamStart(bytes: Buffer, at: number): boolean {
  const [first, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  return first === 0xff && third === 0xff && (second === 0xd8 || second === 0x4f);
}

/** More than one frame may be cut into, over the whole file. */
export const mostFragments = (frames: number): number => Math.min(DicomLimit.frames, frames * DicomLimit.fragmentsPerFrame);
