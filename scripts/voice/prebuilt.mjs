import { copyFile, chmod, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isExecutable } from '../steps/debian.mjs';
import { run } from '../steps/run.mjs';
import { mediasoup } from './cache.mjs';

const REACH_MS = 5_000;
const DOWNLOAD_MS = 120_000;

const RELEASES = process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ?? 'https://github.com/versatica/mediasoup/releases/download';

/** Whether the place of the prebuilt workers answers at all: behind many a hospital's firewall it does not, and then nobody should wait. */
async function isReachable() {
  try {
    await fetch(RELEASES, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_MS) });
    return true;
  } catch {
    return false; // offline, refused or too slow: each means "not from here"
  }
}

/**
 * Lets mediasoup's own installation script download and check the prebuilt worker, then copies it to `target`.
 * That script would go on to compile with dependencies that it downloads too; a Python that does not exist ends it before.
 * @param {string} target where the worker is to be
 * @returns {Promise<boolean>} whether it is there now
 */
export async function downloadPrebuilt(target) {
  const downloaded = join(mediasoup, 'worker/out/Release/mediasoup-worker');
  if (!(await isExecutable(downloaded))) {
    if (!(await isReachable())) return false;
    const { code } = await run(process.execPath, ['npm-scripts.mjs', 'postinstall'], {
      cwd: mediasoup, timeoutMs: DOWNLOAD_MS, env: { MEDIASOUP_WORKER_BIN: undefined, PYTHON: 'compiled-elsewhere' },
    });
    if (code !== 0 || !(await isExecutable(downloaded))) return false;
  }
  await copyFile(downloaded, `${target}.new`);
  await chmod(`${target}.new`, 0o755);
  await rename(`${target}.new`, target);
  return true;
}
