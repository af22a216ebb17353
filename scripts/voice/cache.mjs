import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { inRoot } from '../steps/root.mjs';

/** The recipe that compiles the worker; its README says why it exists. */
export const recipe = inRoot('tools/voice-worker');

/** The installed npm package; it brings the worker's sources. */
export const mediasoup = inRoot('node_modules/mediasoup');

async function recipeDigest() {
  const digest = createHash('sha256');
  const entries = await readdir(recipe, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'README.md').map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  for (const file of files.sort()) digest.update(relative(recipe, file)).update('\0').update(await readFile(file)).update('\0');
  return digest.digest('hex').slice(0, 12);
}

/**
 * The folder outside the checkout that keeps this machine's worker, so that every clone shares one.
 * A new mediasoup or a changed recipe makes a new folder.
 */
export async function cacheFolder() {
  const { version } = JSON.parse(await readFile(join(mediasoup, 'package.json'), 'utf8'));
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'parfocal/voice-worker', `${version}-${await recipeDigest()}-${process.platform}-${process.arch}`);
}

/** The worker's place in a cache folder. */
export const workerIn = (folder) => join(folder, 'mediasoup-worker');
