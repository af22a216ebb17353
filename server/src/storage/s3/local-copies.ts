import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SlideFileError } from '../../readers/index.js';
import type { StoredObject } from './stored-object.js';

type Fetch = (object: StoredObject) => Promise<{ transformToWebStream(): ReadableStream }>;

interface Copy {
  readonly folder: Promise<string>;
  readonly sizeBytes: number;
}

/** Whole slides fetched for libraries that open files by themselves; the longest unused go when there are too many. */
export class LocalCopies {
  /** By key; longest unused first. Lives as long as the process. */
  private readonly copies = new Map<string, Copy>();
  private readonly root: string;
  private readonly swept: Promise<void>;

  /** @param folder shared with other processes of this machine, each of which has a folder of its own in it */
  constructor(
    folder: string,
    private readonly mostBytes: number,
  ) {
    this.root = join(folder, String(process.pid));
    this.swept = sweep(folder);
  }

  /** The folder in which the objects lie by their names. */
  async folderOf(key: string, objects: readonly StoredObject[], fetch: Fetch): Promise<string> {
    const known = this.copies.get(key);
    this.copies.delete(key);
    const copy = known ?? { folder: this.fetchAll(key, objects, fetch), sizeBytes: objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
    this.copies.set(key, copy);
    if (!known) await this.makeRoom(key);
    try {
      return await copy.folder;
    } catch (error) {
      if (this.copies.get(key) === copy) this.copies.delete(key);
      throw error;
    }
  }

  async drop(slideId: string): Promise<void> {
    for (const key of [...this.copies.keys()]) if (key === slideId || key.startsWith(`${slideId}/`)) await this.remove(key);
  }

  private async fetchAll(key: string, objects: readonly StoredObject[], fetch: Fetch): Promise<string> {
    await this.swept;
    const folder = this.folderFor(key);
    const partial = `${folder}.part`;
    await rm(partial, { recursive: true, force: true });
    for (const object of objects) {
      const path = resolve(partial, object.name);
      if (!path.startsWith(partial + sep)) throw new SlideFileError('slide.damaged', 'an object whose name leads out of its folder');
      await mkdir(dirname(path), { recursive: true });
      const body = await fetch(object);
      await pipeline(Readable.fromWeb(body.transformToWebStream() as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path)).catch((error: unknown) => {
        throw Object.assign(new SlideFileError('slide.unreachable', 'the object did not come whole'), { cause: error });
      });
    }
    await rename(partial, folder);
    return folder;
  }

  private async makeRoom(keep: string): Promise<void> {
    let bytes = [...this.copies.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const [key, { sizeBytes }] of this.copies) {
      if (bytes <= this.mostBytes) return;
      if (key === keep) continue;
      bytes -= sizeBytes;
      await this.remove(key);
    }
  }

  /** A library that still has it open goes on reading: the system keeps an open file's bytes. */
  private async remove(key: string): Promise<void> {
    const copy = this.copies.get(key);
    this.copies.delete(key);
    await copy?.folder.catch(() => undefined);
    await rm(this.folderFor(key), { recursive: true, force: true });
  }

  private folderFor(key: string): string {
    return join(this.root, key.replaceAll('/', '~'));
  }
}

/** Removes what processes that are no more left behind, and a predecessor of our own number. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name === String(process.pid) || !isAlive(Number(name)));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
