import { mkdir } from 'node:fs/promises';
import { isExecutable } from '../steps/debian.mjs';
import { cacheFolder, workerIn } from './cache.mjs';
import { compile } from './compile.mjs';
import { withLock } from './lock.mjs';
import { downloadPrebuilt } from './prebuilt.mjs';
import { whyNotCompilable } from './toolchain.mjs';
import { whyUnusable } from './verify.mjs';

/** @typedef {{ bin: string, from: string } | { reason: string }} Prepared a worker that was seen to start, or a sentence for a person */

const verified = async (bin, from) => {
  const reason = await whyUnusable(bin);
  return reason ? { reason } : { bin, from };
};

async function obtain(folder) {
  const bin = workerIn(folder);
  if (await isExecutable(bin)) {
    const cached = await verified(bin, 'cache');
    if ('bin' in cached) return cached;
  }
  if (await downloadPrebuilt(bin)) {
    const downloaded = await verified(bin, 'download');
    if ('bin' in downloaded) return downloaded; // otherwise made for another libc, say: compile one for this machine
  }
  const reason = (await whyNotCompilable()) ?? (await compile(folder));
  return reason ? { reason } : verified(bin, 'compilation');
}

/**
 * Finds a mediasoup worker that starts on this machine: the named one, the cached, the prebuilt, or one compiled here.
 * @returns {Promise<Prepared>}
 */
export async function prepareWorker() {
  const named = process.env.MEDIASOUP_WORKER_BIN;
  if (named) return verified(named, 'MEDIASOUP_WORKER_BIN');
  const folder = await cacheFolder();
  await mkdir(folder, { recursive: true });
  return withLock(`${folder}.lock`, () => obtain(folder));
}
