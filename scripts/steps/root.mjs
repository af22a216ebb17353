import { fileURLToPath } from 'node:url';
import { dirname, resolve } from 'node:path';

/** The repository's root folder, absolute: every script works from any working directory. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** An absolute path inside the repository. */
export const inRoot = (...parts) => resolve(root, ...parts);
