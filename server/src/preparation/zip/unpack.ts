import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { openPromise, type ZipFile } from 'yauzl';
import { SlideFileError } from '../../readers/index.js';
import { type FreeBytes, requireRoom } from '../room.js';
import { type PlannedFile, planArchive } from './archive-plan.js';

export interface Unpacking {
  readonly signal: AbortSignal;
  readonly freeBytes: FreeBytes;
  onProgress(share: number): void;
}

/**
 * Unpacks the archive at `path` into the new folder `into`. Archives within it are written as they are.
 *
 * @throws SlideFileError `slide.archive-refused`; an error with `code` ENOSPC, before anything is written where it can be known
 */
export async function unpack(path: string, into: string, { signal, freeBytes, onProgress }: Unpacking): Promise<void> {
  const { size } = await stat(path);
  const archive = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false }).catch(refuse);
  try {
    const { files, totalBytes } = await planArchive(archive, size).catch(refuse);
    await mkdir(into);
    await requireRoom(into, totalBytes, freeBytes);
    let doneBytes = 0;
    const came = (bytes: number): void => onProgress((doneBytes += bytes) / Math.max(1, totalBytes));
    for (const file of files) {
      signal.throwIfAborted();
      await write(archive, file, into, { signal, came });
    }
  } finally {
    archive.close();
  }
}

interface Writing {
  readonly signal: AbortSignal;
  came(bytes: number): void;
}

async function write(archive: ZipFile, { entry, segments }: PlannedFile, into: string, { signal, came }: Writing): Promise<void> {
  const target = join(into, ...segments);
  await mkdir(dirname(target), { recursive: true });
  const check = new EntryCheck(entry.uncompressedSize, entry.crc32, came);
  try {
    const content = await archive.openReadStreamPromise(entry);
    await pipeline(content, check, createWriteStream(target, { flags: 'wx', mode: 0o640, flush: true }), { signal });
  } catch (error) {
    signal.throwIfAborted();
    refuse(error);
  }
}

/** Of the system: a full disk, no permission. All else is the archive's fault, and its sentences may quote names. */
const isOfSystem = (error: unknown): boolean => error instanceof Error && 'errno' in error && 'syscall' in error;

function refuse(error: unknown): never {
  if (error instanceof SlideFileError || isOfSystem(error)) throw error;
  throw Object.assign(new SlideFileError('slide.archive-refused', 'the archive is damaged'), { cause: error });
}

/** Stops at the first byte past what was declared, and compares the checksum at the end. */
class EntryCheck extends Transform {
  private bytes = 0;
  private sum = 0;

  constructor(
    private readonly declaredBytes: number,
    private readonly declaredSum: number,
    private readonly came: (bytes: number) => void,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.declaredBytes) return done(new SlideFileError('slide.archive-refused', 'an entry is larger than it says'));
    this.sum = crc32(chunk, this.sum);
    this.came(chunk.length);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const isWhole = this.bytes === this.declaredBytes && this.sum === this.declaredSum;
    done(isWhole ? null : new SlideFileError('slide.archive-refused', 'an entry is not what it was when it was packed'));
  }
}
