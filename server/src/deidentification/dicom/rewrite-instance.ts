import { open, type FileHandle } from 'node:fs/promises';
import { ByteWindow, SlideFile, walkDicomElements } from '../../readers/index.js';
import type { ByteRange } from '../ranges.js';
import type { RemovedTexts } from '../removed-texts.js';
import { writeAt } from '../overwrite.js';
import { ElementWriter, u32 } from './elements.js';
import type { FreshIdentifiers } from './fresh-identifiers.js';
import { HeadRewriter } from './head-rewriter.js';
import type { Instance } from './read-instance.js';

const PREAMBLE_BYTES = 128;
const COPY_BYTES = 4 * 1024 * 1024;
const META_LENGTH = 0x0002_0000;
const META_INSTANCE = 0x0002_0003;
/** Version, class, transfer syntax, implementation (PS3.10 §7.1); not who sent it, and nothing private. */
const META_KEPT: ReadonlySet<number> = new Set([0x0002_0001, 0x0002_0002, 0x0002_0010, 0x0002_0012, 0x0002_0013]);

export interface Rewriting {
  readonly fresh: FreshIdentifiers;
  readonly removed: RemovedTexts;
  /** Gathers texts that stay. */
  readonly kept: string[];
  readonly signal: AbortSignal;
}

/**
 * Writes an instance anew to `target`: a head with what may stay, the pixel data as it is, and nothing behind it. Only the head is
 * ever in memory.
 *
 * @returns how many elements were cleared
 */
export async function rewriteInstance(path: string, instance: Instance, target: string, { fresh, removed, kept, signal }: Rewriting): Promise<number> {
  const file = await SlideFile.open(path);
  const output = await open(target, 'w', 0o640);
  try {
    const window = new ByteWindow(file);
    const rewriter = new HeadRewriter(instance.isImplicit, fresh, removed, kept);
    await walkDicomElements(window, { from: instance.dataSetAt, to: file.sizeBytes, isImplicit: instance.isImplicit }, rewriter);
    const pieces = [await newMeta(window, instance, fresh), ...rewriter.pieces.all(), { from: instance.pixelsAt, to: instance.pixelsEndAt }];
    let at = 0;
    for (const piece of pieces) at = await writePiece(output, piece, at, file, signal);
    await output.sync();
    return rewriter.cleared;
  } finally {
    await Promise.all([file.close(), output.close()]);
  }
}

/** The preamble may hold a TIFF's header, or anything: it is left blank. */
async function newMeta(window: ByteWindow, { dataSetAt, sopInstanceUid }: Instance, fresh: FreshIdentifiers): Promise<Buffer> {
  const writer = new ElementWriter(false);
  const parts: Buffer[] = [];
  await walkDicomElements(window, { from: PREAMBLE_BYTES + 4, to: dataSetAt, isImplicit: false }, {
    meet: ({ tag }) => (META_KEPT.has(tag) || tag === META_INSTANCE ? 'read' : 'skip'),
    read: ({ tag, vr }, value) => {
      // The same as in the data set, which not all writers took care of.
      parts.push(tag === META_INSTANCE ? writer.text(tag, 'UI', fresh.uid(sopInstanceUid)) : writer.element(tag, vr, Buffer.from(value)));
    },
  });
  const group = Buffer.concat(parts);
  return Buffer.concat([Buffer.alloc(PREAMBLE_BYTES), Buffer.from('DICM'), writer.element(META_LENGTH, 'UL', u32(group.length)), group]);
}

async function writePiece(output: FileHandle, piece: Buffer | ByteRange, at: number, file: SlideFile, signal: AbortSignal): Promise<number> {
  if (Buffer.isBuffer(piece)) {
    await writeAt(output, piece, at);
    return at + piece.length;
  }
  for (let from = piece.from; from < piece.to; from += COPY_BYTES) {
    signal.throwIfAborted();
    const bytes = await file.read(from, Math.min(COPY_BYTES, piece.to - from));
    await writeAt(output, bytes, at);
    at += bytes.length;
  }
  return at;
}
