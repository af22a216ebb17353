import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import type { DicomInstance } from './dicom-instance.js';
import { DicomLimit } from './dicom-limits.js';
import { Tag } from './dicom-tags.js';
import { mostFragments, scanItems } from './scan-items.js';

/** Where the frames of one file lie. */
export interface FrameIndex {
  /** `items`: a span holds one or more fragments with their item headers; `bare`: the pixels and nothing else. */
  readonly spans: 'items' | 'bare';
  start(frame: number): number;
  end(frame: number): number;
}

const HEADER_BYTES = 8;
const FOUR_GIGABYTES = 2 ** 32;

/**
 * Finds the frames: by arithmetic, by the extended or the basic offset table, or from item to item where neither helps.
 *
 * @throws SlideFileError `slide.truncated`, `slide.damaged` where there are fewer frames than announced
 */
export async function readFrameIndex(file: SlideFile, instance: DicomInstance): Promise<FrameIndex> {
  const { pixelData, frames, syntax } = instance;
  if (syntax.packing === 'native') return nativeFrames(file, instance);
  if (pixelData.lengthBytes !== undefined) throw new SlideFileError('slide.damaged', 'compressed frames that are not in items');
  const table = await readItem(file, pixelData.valueAt);
  const firstAt = table.at + table.lengthBytes;
  const index = (await extendedTable(file, instance, firstAt)) ?? (await basicTable(file, table, frames, firstAt)) ?? (await scannedFrames(file, frames, firstAt, syntax.packing));
  // A file that broke off mostly has its tables at the front, and lacks frames at the back.
  for (let frame = 0; frame < frames; frame++) file.requireInside(index.start(frame), index.end(frame) - index.start(frame));
  return index;
}

function nativeFrames(file: SlideFile, { pixelData, frames, pixels, tileWidthPx, tileHeightPx }: DicomInstance): FrameIndex {
  const frameBytes = (tileWidthPx * tileHeightPx * pixels.samples * pixels.bitsAllocated) / 8;
  const { valueAt, lengthBytes } = pixelData;
  if (lengthBytes === undefined) throw new SlideFileError('slide.damaged', 'uncompressed frames in items');
  if (lengthBytes < frames * frameBytes) throw new SlideFileError('slide.damaged', `${lengthBytes} bytes for ${frames} frames of ${frameBytes}`);
  file.requireInside(valueAt, frames * frameBytes);
  return { spans: 'bare', start: (frame) => valueAt + frame * frameBytes, end: (frame) => valueAt + (frame + 1) * frameBytes };
}

async function readItem(file: SlideFile, at: number): Promise<{ at: number; lengthBytes: number }> {
  const header = await file.read(at, HEADER_BYTES);
  if (header.readUInt16LE(0) * 0x1_0000 + header.readUInt16LE(2) !== Tag.Item) throw new SlideFileError('slide.damaged', `no item at ${at}`);
  const lengthBytes = header.readUInt32LE(4);
  file.requireInside(at + HEADER_BYTES, lengthBytes);
  return { at: at + HEADER_BYTES, lengthBytes };
}

/**
 * PS3.3 C.7.6.3.1.8: offsets and lengths of 64 bits, one fragment a frame. pydicom up to 2.3 forgets the byte that pads a frame to an
 * even length, and every offset after it is wrong: an odd one gives that away.
 */
async function extendedTable(file: SlideFile, { dataSet, frames }: DicomInstance, firstAt: number): Promise<FrameIndex | undefined> {
  const [offsets, lengths] = [dataSet.place(Tag.ExtendedOffsetTable), dataSet.place(Tag.ExtendedOffsetTableLengths)];
  if (offsets?.lengthBytes !== frames * 8 || lengths?.lengthBytes !== frames * 8) return undefined;
  const [starts, ends] = [new Float64Array(frames), new Float64Array(frames)];
  let isBelievable = true;
  await eachNumber(file, offsets.valueAt, frames, 8, (offset, frame) => {
    isBelievable &&= offset % 2 === 0 && (frame > 0 || offset === 0);
    starts[frame] = firstAt + offset;
  });
  if (!isBelievable) return undefined;
  // A fragment is padded to an even length; the table may or may not count that byte.
  await eachNumber(file, lengths.valueAt, frames, 8, (length, frame) => void (ends[frame] = (starts[frame] ?? 0) + HEADER_BYTES + length + (length % 2)));
  return { spans: 'items', start: (frame) => starts[frame] ?? 0, end: (frame) => ends[frame] ?? 0 };
}

/**
 * PS3.5 §A.4: offsets of 32 bits to each frame's first fragment. Past 4 GB some writers let them wrap around, which shows as
 * an offset smaller than the one before.
 */
async function basicTable(file: SlideFile, table: { at: number; lengthBytes: number }, frames: number, firstAt: number): Promise<FrameIndex | undefined> {
  if (table.lengthBytes !== frames * 4) return undefined;
  const starts = new Float64Array(frames + 1);
  let [wrapped, before, isBelievable] = [0, -1, true];
  await eachNumber(file, table.at, frames, 4, (offset, frame) => {
    if (offset + wrapped <= before) wrapped += FOUR_GIGABYTES;
    before = offset + wrapped;
    isBelievable &&= offset % 2 === 0 && (frame > 0 || offset === 0);
    starts[frame] = firstAt + before;
  });
  const lastAt = starts[frames - 1] ?? 0;
  // Wrapped without cause: the table is rubbish, and the items themselves are asked.
  if (!isBelievable || (wrapped > 0 && lastAt >= file.sizeBytes)) return undefined;
  starts[frames] = (await scanItems(file, lastAt, DicomLimit.fragmentsPerFrame)).endAt;
  return spansBetween(starts);
}

async function scannedFrames(file: SlideFile, frames: number, firstAt: number, packing: string): Promise<FrameIndex> {
  const { starts, endAt, beginnings, isBeginning } = await scanItems(file, firstAt, mostFragments(frames));
  const spans = new Float64Array(frames + 1);
  spans[frames] = endAt;
  if (frames === 1 && starts.length > 0) {
    spans[0] = firstAt;
  } else if (starts.length === frames) {
    spans.set(starts);
  } else if (starts.length > frames && beginnings === frames && packing !== 'dicom-rle' && isBeginning(0)) {
    let frame = 0;
    starts.forEach((start, i) => isBeginning(i) && (spans[frame++] = start));
  } else {
    throw new SlideFileError('slide.damaged', `${starts.length} fragments for ${frames} frames`);
  }
  return spansBetween(spans);
}

const spansBetween = (starts: Float64Array): FrameIndex => ({ spans: 'items', start: (frame) => starts[frame] ?? 0, end: (frame) => starts[frame + 1] ?? 0 });

const CHUNK_NUMBERS = 64 * 1024;

async function eachNumber(file: SlideFile, at: number, count: number, size: 4 | 8, take: (value: number, index: number) => void): Promise<void> {
  file.requireInside(at, count * size);
  for (let first = 0; first < count; first += CHUNK_NUMBERS) {
    const here = Math.min(CHUNK_NUMBERS, count - first);
    const bytes = await file.read(at + first * size, here * size);
    // Past 2^53 inexact, and so far past the end of any file that the check against its size still holds.
    for (let i = 0; i < here; i++) take(size === 4 ? bytes.readUInt32LE(i * 4) : Number(bytes.readBigUInt64LE(i * 8)), first + i);
  }
}
