import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** All bytes of all files at a path, with their names, as text of one byte a character. */
export async function allBytes(path: string): Promise<string> {
  if (!(await stat(path)).isDirectory()) return (await readFile(path)).toString('latin1');
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => `${entry.name}\n${await readFile(join(entry.parentPath, entry.name), 'latin1')}`));
  return texts.sort().join('\n');
}

export const quiet: { readonly signal: AbortSignal } = { signal: new AbortController().signal };
