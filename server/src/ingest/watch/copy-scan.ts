import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../wire/index.js';
import type { Scan, ScanFile } from './scan-at.js';

const CHUNK_BYTES = 1024 * 1024;
/** The disk is asked again after every so many bytes: others write on it too. */
const ROOM_CHECK_BYTES = 64 * 1024 ** 2;

interface Copying {
  readonly signal: AbortSignal;
  onProgress(share: number): void;
  /** Throws where there is no room for more. */
  requireRoom(): Promise<void>;
}

/**
 * Copies the files of a scan below the folder `into`, which holds none of them yet. The originals are read and nothing else, and not
 * linked to: whoever writes on them later must not change a slide that opinions rest on.
 *
 * @throws DomainError `upload.changed` where a file was written to meanwhile, `slide.gone` where one is no longer there
 */
export async function copyScan(scan: Scan, into: string, copying: Copying): Promise<void> {
  let copiedBytes = 0;
  for (const file of scan.files) {
    const target = join(into, ...file.name.split('/'));
    await mkdir(dirname(target), { recursive: true });
    const came = (bytes: number): void => copying.onProgress(Math.min(1, (copiedBytes += bytes) / Math.max(1, scan.bytes)));
    await copyFile(file.path, target, copying, came);
    await requireUnchanged(file);
  }
}

async function copyFile(from: string, to: string, { signal, requireRoom }: Copying, came: (bytes: number) => void): Promise<void> {
  let unasked = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      came(chunk.length);
      unasked += chunk.length;
      if (unasked < ROOM_CHECK_BYTES) return done(null, chunk);
      unasked = 0;
      requireRoom().then(() => done(null, chunk), done);
    },
  });
  try {
    await pipeline(createReadStream(from, { highWaterMark: CHUNK_BYTES }), counted, createWriteStream(to, { flags: 'wx', mode: 0o640, flush: true }), { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new DomainError('slide.gone', 'a file of the scan is no longer there') : error;
  }
}

async function requireUnchanged({ path, bytes, mtimeMs }: ScanFile): Promise<void> {
  const now = await stat(path).catch(() => undefined);
  if (now?.size !== bytes || now.mtimeMs !== mtimeMs) throw new DomainError('upload.changed', 'a file of the scan changed while it was copied');
}
