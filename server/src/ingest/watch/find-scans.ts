import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { openSlide } from '../../readers/index.js';
import { companionsOf, entriesOf } from './scan-at.js';

const DEEPEST = 6;
/** An index whose pictures lie beside it: the folder is the slide. */
const INDEX_OF_FOLDER = /^\.(vms|vmu)$/i;

/**
 * The slides at `path`, each as a file or a folder that `scanAt` understands. A file is taken as it is. Of a folder it is decided by
 * opening what lies in it: a DICOM series is one slide, and of everything else each file that opens is one, also in folders below.
 *
 * @throws DomainError `slide.gone` where a folder cannot be read
 */
export async function findScans(path: string, depth = 0): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  if (depth > DEEPEST) return [];
  const entries = await entriesOf(path);
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(path, name));
  const scans: string[] = [];
  for (const file of files) {
    const kind = await kindOf(file);
    if (kind === 'folder') return [path];
    if (kind === 'file') scans.push(file);
  }
  const companions = new Set(files.map(companionsOf));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name)).filter((folder) => !companions.has(folder));
  for (const folder of folders) scans.push(...(await findScans(folder, depth + 1)));
  return scans;
}

/** What the slide of this file is made of; `undefined` where it is none that opens. */
async function kindOf(file: string): Promise<'file' | 'folder' | undefined> {
  // Cannot be opened without what lies beside it.
  if (companionsOf(file) !== undefined) return 'file';
  try {
    const reader = await openSlide(file);
    await reader.close();
    return reader.image.format === 'dicom' || INDEX_OF_FOLDER.test(extname(file)) ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}
