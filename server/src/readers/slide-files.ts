import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SlideFileError } from './slide-file-error.js';
import { SlideFile } from './slide-file.js';

/** A slide of more files than this is none: a DICOM pyramid has dozens, MRXS some hundred. */
const MOST_FILES = 10_000;

/** The files of one slide, wherever they lie: one file, or the folder that a scanner writes. */
export interface SlideFiles {
  /** Paths within the slide, with `/` between folders, sorted. A lone file is the only one. */
  readonly names: readonly string[];
  /** Whether they were kept as a folder, of one file or many. */
  readonly isFolder: boolean;
  /** @throws SlideFileError `slide.gone` */
  open(name: string): Promise<SlideFile>;
  /**
   * The path on this machine of one of them, its siblings beside it as in `names`: for libraries that open files by
   * themselves. May have to fetch them all first.
   */
  localPath(name: string): Promise<string>;
}

/**
 * The files at `path`: the file itself, or everything in the folder.
 *
 * @throws SlideFileError `slide.gone`, `slide.too-large` for too many files, `slide.not-a-slide` for an empty folder
 */
export async function localFiles(path: string): Promise<SlideFiles> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new SlideFileError('slide.gone', `cannot be read (${error.code})`);
  });
  if (!found.isDirectory()) return { names: [basename(path)], isFolder: false, open: () => SlideFile.open(path), localPath: () => Promise.resolve(path) };
  const names = await namesBelow(path);
  if (names.length === 0) throw new SlideFileError('slide.not-a-slide', 'an empty folder');
  const pathOf = (name: string): string => {
    if (!names.includes(name)) throw new SlideFileError('slide.gone', 'no such file in this slide');
    return join(path, name);
  };
  return { names, isFolder: true, open: async (name) => SlideFile.open(pathOf(name)), localPath: async (name) => Promise.resolve(pathOf(name)) };
}

async function namesBelow(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    // Links could lead out of the folder; nothing that begins with a dot belongs to a slide.
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const below = entry.parentPath.slice(folder.length).split(/[/\\]/).filter(Boolean);
    names.push([...below, entry.name].join('/'));
    if (names.length > MOST_FILES) throw new SlideFileError('slide.too-large', `more than ${MOST_FILES} files`);
  }
  return names.sort();
}
