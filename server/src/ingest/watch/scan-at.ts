import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { MOST_BATCH_FILES } from '@parfocal/shared/api';
import { DomainError } from '../../wire/index.js';

export interface ScanFile {
  readonly path: string;
  /** Where it lies within the slide, with `/` between folders. */
  readonly name: string;
  readonly bytes: number;
  readonly mtimeMs: number;
}

/** The files of one slide on this machine. */
export interface Scan {
  /** What it is called: the file or folder that was named. */
  readonly name: string;
  readonly files: readonly ScanFile[];
  readonly bytes: number;
  /** SHA-256 of place, sizes and times: as long as it stays, nobody has written to the files. */
  readonly signature: string;
}

/**
 * What belongs to the slide at `path`: the file, everything in the folder, or an MRXS with the folder of the same name beside it.
 * Links are not followed, and nothing whose name begins with a dot belongs to a slide.
 *
 * @throws DomainError `slide.gone` where it cannot be read, `slide.not-a-slide` for what is neither file nor folder, `slide.too-large` for too many files
 */
export async function scanAt(path: string): Promise<Scan> {
  const found = await stat(path).catch(gone);
  const files = found.isDirectory() ? await filesBelow(path, basename(path)) : await fileAndCompanions(path, found.isFile());
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const lines = files.map((file) => `${file.name}:${file.bytes}:${file.mtimeMs}`).sort();
  return { name: basename(path), files, bytes, signature: createHash('sha256').update([path, ...lines].join('\n')).digest('hex') };
}

const gone = (error: NodeJS.ErrnoException): never => {
  throw new DomainError('slide.gone', `cannot be read (${error.code})`);
};

async function fileAndCompanions(path: string, isFile: boolean): Promise<ScanFile[]> {
  if (!isFile) throw new DomainError('slide.not-a-slide', 'neither a file nor a folder');
  const file = await measured(path, basename(path));
  const companions = companionsOf(path);
  if (companions === undefined || !(await lstat(companions).catch(() => undefined))?.isDirectory()) return [file];
  return [file, ...(await filesBelow(companions, basename(companions)))];
}

/** Where a file of this kind keeps its data, if it is one that keeps it beside itself. */
export const companionsOf = (path: string): string | undefined => (/^\.mrxs$/i.test(extname(path)) ? join(dirname(path), basename(path, extname(path))) : undefined);

async function filesBelow(folder: string, name: string): Promise<ScanFile[]> {
  const files: ScanFile[] = [];
  for (const entry of await entriesOf(folder)) {
    const [path, below] = [join(folder, entry.name), `${name}/${entry.name}`];
    if (entry.isDirectory()) files.push(...(await filesBelow(path, below)));
    else if (entry.isFile()) files.push(await measured(path, below));
    if (files.length > MOST_BATCH_FILES) throw new DomainError('slide.too-large', `more than ${MOST_BATCH_FILES} files`);
  }
  return files;
}

/** Files and folders that are not hidden, in the order of their names. */
export async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(gone);
  return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function measured(path: string, name: string): Promise<ScanFile> {
  const { size, mtimeMs } = await stat(path).catch(gone);
  return { path, name, bytes: size, mtimeMs };
}
