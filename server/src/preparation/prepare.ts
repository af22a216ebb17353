import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { openSlide, SlideFileError } from '../readers/index.js';
import { chooseSlide } from './choose-slide.js';
import { convert, sameFile } from './converter/convert.js';
import type { ConverterCommand } from './converter/converter-command.js';
import { type Kind, kindOf } from './kinds.js';
import { writePyramid } from './picture/write-pyramid.js';
import { type FreeBytes, freeBytesOnDisk } from './room.js';
import { safeFileName, withExtension } from './safe-file-name.js';
import { unpack } from './zip/unpack.js';

/** A file that has come in, or a folder of them, on the file system of the store. */
export interface Incoming {
  readonly path: string;
  /** As the sender called it; a hint to the kind, and never a path. */
  readonly fileName: string;
}

export interface PrepareOptions {
  /** What turns formats without an open reader into a slide; without one those are refused. */
  readonly converter?: ConverterCommand | undefined;
  /** Aborted, `prepare` stops, leaves nothing running, and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Room that may be used on a folder's file system; what the operating system says where not given. */
  readonly freeBytes?: FreeBytes;
  /** Share of the work that is done, from 0 to 1, never falling. */
  onProgress(share: number): void;
}

/** Something that `openSlide` opens, directly in the folder it was asked for. */
export interface Prepared {
  readonly path: string;
  readonly isFolder: boolean;
  /** What to call it from now on: that of the slide within an archive, or with the extension of what was made. */
  readonly fileName: string;
  /** Absent where the file is as it came. */
  readonly madeFrom?: 'zip' | 'picture' | 'converter';
}

/** Below `into`, on the way: names that readers skip. */
const WORK = '.work';

/**
 * Brings what came in into the form that a reader opens, in the folder `into`, which is made if need be and holds nothing else. What is a
 * slide already is moved and not copied; otherwise the input stays, for the caller to remove. Run again after a crash, it completes.
 *
 * @throws SlideFileError naming why nothing can be made of it; an error with `code` ENOSPC or EDQUOT where the disk is full
 */
export async function prepare(incoming: Incoming, into: string, options: PrepareOptions): Promise<Prepared> {
  options.signal.throwIfAborted();
  await mkdir(into, { recursive: true });
  const found = await stat(incoming.path).catch(absent);
  if (!found) return movedBefore(into);
  await Promise.all((await readdir(into)).map((name) => rm(join(into, name), { recursive: true })));
  const preparation = new Preparation(into, { freeBytes: freeBytesOnDisk, ...options });
  try {
    const fileName = safeFileName(incoming.fileName);
    const prepared = found.isDirectory() ? await preparation.folder(incoming.path, fileName) : await preparation.file(incoming.path, fileName);
    options.onProgress(1);
    return prepared;
  } finally {
    await rm(join(into, WORK), { recursive: true, force: true });
  }
}

const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
};

/** The input was moved, and the process ended before anyone knew. */
async function movedBefore(into: string): Promise<Prepared> {
  const names = (await readdir(into)).filter((name) => !name.startsWith('.'));
  if (names.length !== 1) throw new SlideFileError('slide.gone', 'what came in is no longer there');
  const path = join(into, names[0]!);
  return { path, fileName: names[0]!, isFolder: (await stat(path)).isDirectory() };
}

type MadeFrom = Prepared['madeFrom'];

class Preparation {
  constructor(
    private readonly into: string,
    private readonly options: PrepareOptions & { freeBytes: FreeBytes },
  ) {}

  async file(path: string, name: string): Promise<Prepared> {
    const kind = await kindOf(path, name);
    if (kind === 'zip') return this.archive(path, name);
    return (await this.made(path, name, kind)) ?? this.finish(path, name);
  }

  /** What came in as a folder stays whole until it is known to be a slide. */
  async folder(path: string, name: string, madeFrom?: MadeFrom): Promise<Prepared> {
    const chosen = await chooseSlide(path);
    if (chosen.isFolder) {
      await requireOpens(path);
      return this.finish(path, name, madeFrom);
    }
    const fileName = safeFileName(chosen.name);
    const made = await this.made(chosen.path, fileName, chosen.kind);
    if (made) return made;
    // Under a second name: after a crash the folder is to be found as it was.
    const only = await this.work('only');
    await sameFile(chosen.path, only);
    return this.finish(only, fileName, madeFrom);
  }

  private async archive(path: string, name: string): Promise<Prepared> {
    const folder = await this.work('unpacked');
    const { signal, freeBytes, onProgress } = this.options;
    await unpack(path, folder, { signal, freeBytes, onProgress: (share) => onProgress(share * 0.9) });
    return this.folder(folder, withExtension(name, ''), 'zip');
  }

  /** What has to be made of a file; `undefined` where it is a slide as it is. */
  private async made(path: string, name: string, kind: Kind): Promise<Prepared | undefined> {
    const { converter, signal, freeBytes } = this.options;
    if (kind === 'foreign') {
      if (!converter) throw new SlideFileError('slide.needs-converter', 'a format without an open reader, and no converter');
      const made = await convert(path, name, await this.work('converter'), { command: converter, signal, freeBytes });
      return this.finish(made, withExtension(name, extname(made)), 'converter');
    }
    if (kind !== 'picture' && !(await isStripedTiff(path, kind))) return undefined;
    const target = await this.work('picture.tif');
    await writePyramid(path, target, { signal, freeBytes });
    await requireOpens(target);
    return this.finish(target, withExtension(name, '.tif'), 'picture');
  }

  private async finish(path: string, fileName: string, madeFrom?: MadeFrom): Promise<Prepared> {
    const target = join(this.into, fileName);
    const isFolder = (await stat(path)).isDirectory();
    this.options.signal.throwIfAborted();
    await rename(path, target);
    return { path: target, isFolder, fileName, ...(madeFrom && { madeFrom }) };
  }

  private async work(name: string): Promise<string> {
    const folder = join(this.into, WORK);
    await mkdir(folder, { recursive: true });
    return join(folder, name);
  }
}

/** An ordinary TIFF is told from a slide by its reader alone. @throws the reader's refusal, where it is another one */
async function isStripedTiff(path: string, kind: Kind): Promise<boolean> {
  try {
    await requireOpens(path);
    return false;
  } catch (error) {
    if (kind === 'tiff' && error instanceof SlideFileError && error.code === 'slide.not-tiled') return true;
    throw error;
  }
}

const requireOpens = async (path: string): Promise<void> => (await openSlide(path)).close();
