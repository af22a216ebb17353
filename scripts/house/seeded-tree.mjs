import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inRoot } from '../steps/root.mjs';
import { run } from '../steps/run.mjs';

const RULES = '.dependency-cruiser.cjs';
const RESOLUTION = 'tools/module-map/tsconfig.json';

/** The house in small, without a fault: one file a line, its path and its text. */
const SOUND = {
  'shared/src/geometry/index.ts': "export * from './point.js';",
  'shared/src/geometry/point.ts': 'export interface Point { x: number; y: number }',
  'server/src/platform/index.ts': "export { config } from './config.js';",
  'server/src/platform/config.ts': 'export const config = {};',
  'server/src/session/index.ts': "export { config } from '../platform/index.js';\nexport type { Point } from '@parfocal/shared/geometry';",
  'server/src/voice/index.ts': "export { config as session } from '../session/index.js';",
  'client/src/viewer/index.ts': "export { draw } from './draw';",
  'client/src/viewer/draw.ts': "import { Map } from 'ol';\nexport const draw = () => Map;",
  'client/src/features/session/index.ts': "export { draw } from '@/viewer';",
  'client/src/features/cases/index.ts': "export { draw } from '../session';",
  'node_modules/ol/package.json': '{ "name": "ol", "version": "0.0.0", "type": "module", "main": "index.js" }',
  'node_modules/ol/index.js': 'export const Map = {};',
};

/**
 * Writes the small house, with `seeds` added or in place of its files, into a temporary folder, and holds the real rules against it.
 * @param {Record<string, string>} seeds text by path
 * @returns {Promise<{ from: string, rule: string }[]>} the violations
 */
export async function violationsWith(seeds) {
  const folder = await mkdtemp(join(tmpdir(), 'parfocal-house-'));
  try {
    for (const [path, text] of Object.entries({ ...SOUND, ...seeds })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${text}\n`);
    }
    await mkdir(dirname(join(folder, RESOLUTION)), { recursive: true });
    for (const file of [RULES, RESOLUTION]) await copyFile(inRoot(file), join(folder, file));
    const depcruise = inRoot('node_modules/.bin/depcruise');
    const { output } = await run(process.execPath, [depcruise, 'shared/src', 'server/src', 'client/src', '--config', RULES, '-T', 'json'], { cwd: folder });
    return JSON.parse(output).summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
