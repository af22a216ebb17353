import type { FileHandle } from 'node:fs/promises';
import type { ByteRange } from './ranges.js';

const ZEROS = Buffer.alloc(1024 * 1024);

/** All of `bytes` at `at`, however the system cuts it. */
export async function writeAt(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/** Overwrites ranges with zeros. What was there is gone from the file; what a file system or a disk keeps of it is theirs. */
export async function overwrite(file: FileHandle, ranges: readonly ByteRange[], signal: AbortSignal): Promise<void> {
  for (const { from, to } of ranges) {
    for (let at = from; at < to; at += ZEROS.length) {
      signal.throwIfAborted();
      await writeAt(file, ZEROS.subarray(0, Math.min(ZEROS.length, to - at)), at);
    }
  }
}
