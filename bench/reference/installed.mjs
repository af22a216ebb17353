import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * A package to measure beside, in a folder of its own: it is no dependency of this project. Installed once through npm and
 * kept for the next runs under the system's temporary folder.
 *
 * @param {string[]} beside what it needs and does not bring itself, as npm names it
 * @returns {Promise<string>} the folder whose `node_modules` holds it
 */
export async function installed(name, version, beside, tell) {
  const folder = join(tmpdir(), 'parfocal-bench-peers', `${name.replace(/\W+/g, '-').replace(/^-/, '')}-${version}`);
  const there = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8').then(JSON.parse, () => undefined);
  if (there?.version === version) return folder;
  tell(`Installing ${name} ${version} to measure beside, once …`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`, ...beside], { cwd: folder });
  return folder;
}
