import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Tells the server how far the worker is. The file is replaced as a whole, so a reader never sees half of it.
 * @param {string} file
 * @param {{ state: 'preparing' } | { state: 'ready', bin: string } | { state: 'unavailable', reason: string }} state
 */
export async function writeState(file, state) {
  await mkdir(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.new`;
  await writeFile(next, `${JSON.stringify(state)}\n`);
  await rename(next, file);
}
