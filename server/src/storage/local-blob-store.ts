import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { localFiles, type SlideFiles } from '../readers/index.js';
import { BlobStore } from './blob-store.js';

/** Blobs as plain files under `<data>/slides/<slide id>/`, so that an administrator can find and back them up. */
@Injectable()
export class LocalBlobStore extends BlobStore {
  readonly incoming: string;
  private readonly root: string;

  constructor({ dataDir }: Config) {
    super();
    this.root = join(dataDir, 'slides');
    this.incoming = join(this.root, 'incoming');
  }

  async adopt(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true });
    // The same file system, so the file appears whole or not at all.
    await rename(path, target);
    await flushFolder(dirname(target));
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.part`, bytes, { mode: 0o640, flush: true });
    await rename(`${target}.part`, target);
  }

  read(key: string): Promise<Buffer | undefined> {
    return unlessAbsent(readFile(this.pathOf(key)));
  }

  async sizeBytes(key: string): Promise<number | undefined> {
    const path = this.pathOf(key);
    const found = await unlessAbsent(stat(path));
    if (!found?.isDirectory()) return found?.size;
    const below = await readdir(path, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(below.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size));
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  }

  files(key: string): Promise<SlideFiles> {
    return localFiles(this.pathOf(key));
  }

  async removeAll(slideId: string): Promise<void> {
    await rm(this.pathOf(slideId), { recursive: true, force: true });
  }

  /** A record that was tampered with must not lead out of the folder. */
  private pathOf(key: string): string {
    const path = resolve(this.root, key);
    if (!path.startsWith(this.root + sep)) throw new Error('a blob key leads out of its folder');
    return path;
  }
}

/** A rename survives a power cut only once its folder is on the disk too. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function unlessAbsent<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
