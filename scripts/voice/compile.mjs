import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from '../steps/run.mjs';
import { mediasoup, recipe, workerIn } from './cache.mjs';

/** The server is often started at the same moment, and people wait for that: the compiler takes what is left of the machine. */
const gently = (command, args) => run('nice', ['-n', '10', command, ...args], { onOutput: (text) => process.stderr.write(text) });

/** CMake ties a build folder to the place of its sources: each checkout has one of its own, so that any may be interrupted and go on. */
const buildFolder = (folder) => join(folder, 'build', createHash('sha256').update(recipe).digest('hex').slice(0, 12));

/** The sentence for the log and the screen: the first line in which a tool speaks of an error. */
function failure(output) {
  const firstError = output.split('\n').find((line) => /error/i.test(line)) ?? 'the tools said nothing';
  return `The voice worker could not be compiled: ${firstError.trim()}.`;
}

/**
 * Compiles the worker into the cache folder: about a minute and a half on two cores. An interrupted compilation goes on where it was.
 * @param {string} folder the cache folder
 * @returns {Promise<string | undefined>} why it failed, or `undefined` when the worker is there
 */
export async function compile(folder) {
  const out = buildFolder(folder);
  await mkdir(out, { recursive: true });
  const configured = await gently('cmake', ['-G', 'Ninja', '-B', out, `-DMEDIASOUP_WORKER_DIR=${join(mediasoup, 'worker')}`, recipe]);
  if (configured.code !== 0) {
    await rm(out, { recursive: true, force: true }); // half a configuration must not spoil the next try
    return failure(configured.output);
  }
  const compiled = await gently('ninja', ['-C', out, '-j', String(availableParallelism())]);
  if (compiled.code !== 0) return failure(compiled.output);
  await rename(workerIn(out), workerIn(folder));
  await rm(join(folder, 'build'), { recursive: true, force: true });
  return undefined;
}
