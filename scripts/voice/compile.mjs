import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from '../steps/run.mjs';
import { mediasoup, recipe, workerIn } from './cache.mjs';

/** The server is often started at the same moment, and people wait for that: the compiler takes what is left of the machine. */
const gently = (command, args) => run('nice', ['-n', '10', command, ...args], { onOutput: (text) => process.stderr.write(text) });

/**
 * Compiles the worker into the cache folder: about a minute and a half on two cores. An interrupted compilation goes on where it was.
 * @param {string} folder the cache folder
 * @returns {Promise<string | undefined>} why it failed, or `undefined` when the worker is there
 */
export async function compile(folder) {
  const out = join(folder, 'build');
  await mkdir(out, { recursive: true });
  const configured = await gently('cmake', ['-G', 'Ninja', '-B', out, `-DMEDIASOUP_WORKER_DIR=${join(mediasoup, 'worker')}`, recipe]);
  const { code, output } = configured.code === 0 ? await gently('ninja', ['-C', out, '-j', String(availableParallelism())]) : configured;
  if (code !== 0) {
    const firstError = output.split('\n').find((line) => /error/i.test(line)) ?? 'the compiler said nothing';
    await rm(out, { recursive: true, force: true }); // half a configuration must not spoil the next try
    return `The voice worker could not be compiled: ${firstError.trim()}.`;
  }
  await rename(workerIn(out), workerIn(folder));
  await rm(out, { recursive: true, force: true });
  return undefined;
}
