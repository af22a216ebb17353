import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder `server/`, from `server/src/app` and `server/dist/app` alike. */
export const SERVER_ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where `client` is built to. */
export const CLIENT_DIST = join(SERVER_ROOT, '..', 'client', 'dist');
