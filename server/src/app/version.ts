import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SERVER_ROOT } from './paths.js';

/** Of `server/package.json`. */
export const VERSION = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(SERVER_ROOT, 'package.json'), 'utf8'))).version;
