import { readFile } from 'node:fs/promises';
import { inRoot } from './root.mjs';
import { run } from './run.mjs';
import { StepFailed } from './step.mjs';

const packagesOf = async (lockFile) => JSON.parse(await readFile(lockFile, 'utf8')).packages;

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes what it installed into a lock file of its own as the
 * last act of an installation, so an interrupted one is seen too. Optional packages may be missing: most are other platforms'.
 */
async function isInstalled() {
  const wanted = await packagesOf(inRoot('package-lock.json'));
  let present;
  try {
    present = await packagesOf(inRoot('node_modules/.package-lock.json'));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.startsWith('node_modules/') || link) return true;
    const found = present[path];
    return found ? found.version === version : optional === true;
  });
}

/** Installs the npm packages when those in node_modules are not the locked ones. Answers what was done. */
export async function installPackages() {
  if (await isInstalled()) return 'up to date';
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], {
    // The variable makes mediasoup's installation leave its worker alone: scripts/voice-worker.mjs sees to that, without delay.
    env: { MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? 'prepared-later' },
  });
  if (code !== 0) throw new StepFailed('npm could not install the packages. Is the package registry reached from here?', output);
  return 'installed';
}
