import { open, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SlideFileError } from '../../readers/index.js';
import { overwrite } from '../overwrite.js';

/** Readers skip what begins with a dot. */
const NEW = '.new-';
/** All new files are there and whole; the old ones go. */
const GOING = '.switch-old-files-go';
/** No old file is left; the new ones take their names. */
const COMING = '.switch-new-files-come';

/** Once begun it is not to be stopped: it takes moments, and half of it would be no slide. */
const TO_THE_END = new AbortController().signal;

/**
 * Replaces all files of a folder by new ones, such that at any time either the old or the new are whole, and that a marker in the
 * folder says which.
 */
export class FolderSwitch {
  constructor(private readonly folder: string) {}

  /** Has the new files written, under names that readers skip. On an error they are removed, and nothing has changed. */
  async prepare(write: (targetOf: (name: string) => string) => Promise<void>): Promise<void> {
    await this.removeNew();
    try {
      await write((name) => join(this.folder, NEW + name));
      await writeFile(join(this.folder, GOING), '', { flush: true });
      await flushFolder(this.folder);
    } catch (error) {
      await this.removeNew();
      throw error;
    }
  }

  /** Also after a crash; without a marker there is nothing to do. */
  async complete(): Promise<void> {
    if (await exists(join(this.folder, GOING))) {
      for (const file of await filesBelow(this.folder)) await destroy(file);
      await removeEmptyFolders(this.folder);
      await rename(join(this.folder, GOING), join(this.folder, COMING));
      await flushFolder(this.folder);
    }
    if (!(await exists(join(this.folder, COMING)))) return;
    for (const name of await readdir(this.folder)) if (name.startsWith(NEW)) await rename(join(this.folder, name), join(this.folder, name.slice(NEW.length)));
    await flushFolder(this.folder);
    await rm(join(this.folder, COMING));
  }

  private async removeNew(): Promise<void> {
    for (const name of await readdir(this.folder)) if (name.startsWith(NEW)) await rm(join(this.folder, name));
  }
}

/** The same for a lone file: the new one takes its name in one step, and then the old bytes are overwritten. */
export async function switchFile(path: string, write: (target: string) => Promise<void>): Promise<void> {
  const target = join(dirname(path), `${NEW}${basename(path)}`);
  const old = await open(path, 'r+');
  try {
    await write(target);
    const { size } = await old.stat();
    await rename(target, path);
    await flushFolder(dirname(path));
    await overwrite(old, [{ from: 0, to: size }], TO_THE_END);
    await old.sync();
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  } finally {
    await old.close();
  }
}

/** Those of the slide, sorted; not those of a switch. @throws SlideFileError where something else than files lies there */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.some((entry) => !entry.isFile() && !entry.isDirectory())) throw new SlideFileError('slide.cannot-deidentify', 'a folder with links in it');
  const isOurs = (name: string): boolean => name.startsWith(NEW) || name === GOING || name === COMING;
  return entries.filter((entry) => entry.isFile() && !(entry.parentPath === folder && isOurs(entry.name))).map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** Overwritten first: a file that is only removed lies on the disk until something else needs its place. */
async function destroy(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await overwrite(file, [{ from: 0, to: (await file.stat()).size }], TO_THE_END);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path);
}

/** Their names may tell as much as those of files. */
async function removeEmptyFolders(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of below.sort((a, b) => b.length - a.length)) await rmdir(path);
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

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);
