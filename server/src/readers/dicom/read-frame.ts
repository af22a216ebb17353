import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import { DicomLimit } from './dicom-limits.js';
import { Tag } from './dicom-tags.js';
import type { FrameIndex } from './frame-index.js';

const HEADER_BYTES = 8;

/**
 * The bytes of one frame, in one positional read; its fragments joined. `undefined` where there are none.
 *
 * @throws SlideFileError `slide.tile-damaged`
 */
export async function readFrame(file: SlideFile, index: FrameIndex, frame: number): Promise<Buffer | undefined> {
  const start = index.start(frame);
  const lengthBytes = index.end(frame) - start;
  if (!(lengthBytes >= 0 && lengthBytes <= DicomLimit.frameBytes)) damaged(`a frame of ${lengthBytes} bytes`);
  if (!file.contains(start, lengthBytes)) damaged('a frame that lies past the end of the file');
  const bytes = Buffer.allocUnsafe(lengthBytes);
  if ((await file.readInto(bytes, 0, lengthBytes, start)) < lengthBytes) damaged('the file has become shorter');
  const value = index.spans === 'bare' ? bytes : joinFragments(bytes);
  return value.length === 0 ? undefined : value;
}

function joinFragments(bytes: Buffer): Buffer {
  const fragments: Buffer[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    const tag = bytes.readUInt16LE(at) * 0x1_0000 + bytes.readUInt16LE(at + 2);
    if (tag !== Tag.Item) damaged('a frame that does not begin where the offset table says');
    const lengthBytes = bytes.readUInt32LE(at + 4);
    at += HEADER_BYTES;
    if (at + lengthBytes > bytes.length) damaged('a fragment longer than its frame');
    if (fragments.push(bytes.subarray(at, at + lengthBytes)) > DicomLimit.fragmentsPerFrame) damaged('too many fragments');
    at += lengthBytes;
  }
  const [only] = fragments;
  return only && fragments.length === 1 ? only : Buffer.concat(fragments);
}

function damaged(what: string): never {
  throw new SlideFileError('slide.tile-damaged', what);
}
