import { createHash } from 'node:crypto';
import type { SlideFile } from '../readers/index.js';

const PIECE_BYTES = 4 * 1024 ** 2;

/** SHA-256 of a whole file in hexadecimal, a piece at a time. */
export async function fileDigest(file: SlideFile, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < file.sizeBytes; at += PIECE_BYTES) {
    signal.throwIfAborted();
    hash.update(await file.read(at, Math.min(PIECE_BYTES, file.sizeBytes - at)));
  }
  return hash.digest('hex');
}

/** The digest of a slide of several files: over the lines `name:sha256`, sorted by name. */
export function folderDigest(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  return createHash('sha256').update(sorted.map(({ name, sha256 }) => `${name}:${sha256}\n`).join('')).digest('hex');
}
