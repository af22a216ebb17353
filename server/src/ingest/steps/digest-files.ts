import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { folderDigest } from '../../slides/index.js';

const CHUNK_BYTES = 256 * 1024;

export interface FileDigest {
  /** Below the folder, with `/` between folders; of a lone file its name. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

export interface Reading {
  readonly signal: AbortSignal;
  onProgress(share: number): void;
}

/** Sizes of the file at `path`, or of all files in the folder, sorted by name. Links, hidden files and what is neither file nor folder are no part of a slide. */
export async function filesAt(path: string): Promise<{ name: string; path: string; bytes: number }[]> {
  const found = await stat(path);
  if (!found.isDirectory()) return [{ name: basename(path), path, bytes: found.size }];
  const entries = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).map(async (file) => ({ name: relative(path, file).split(sep).join('/'), path: file, bytes: (await stat(file)).size }));
  return (await Promise.all(files)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Reads everything at `path` once. */
export async function digestFiles(path: string, { signal, onProgress }: Reading): Promise<FileDigest[]> {
  const files = await filesAt(path);
  const allBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let readBytes = 0;
  const digests: FileDigest[] = [];
  for (const { name, path: file } of files) {
    const hash = createHash('sha256');
    const before = readBytes;
    for await (const bytes of chunksOf(file, chunk)) {
      signal.throwIfAborted();
      hash.update(bytes);
      readBytes += bytes.length;
      onProgress(Math.min(1, readBytes / Math.max(1, allBytes)));
    }
    digests.push({ name, bytes: readBytes - before, sha256: hash.digest('hex') });
  }
  return digests;
}

/** The digest of a slide: of its one file, or over the sorted lines `name:sha256` of its files. */
export function slideDigest(files: readonly FileDigest[], isFolder: boolean): string {
  return isFolder ? folderDigest(files) : files[0]!.sha256;
}

/** Views on `chunk`, good until the next one. */
async function* chunksOf(path: string, chunk: Buffer): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
