import { spawn } from 'node:child_process';
import { open, mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isExecutable } from '../steps/debian.mjs';
import { inRoot, root } from '../steps/root.mjs';
import { cacheFolder, workerIn } from './cache.mjs';
import { writeState } from './state.mjs';

/**
 * Prepares the worker in a process of its own, so that nobody waits for voice to see a slide.
 * It ends with this process; the state file says how far it is, the log beside it what it does.
 * @param {string} stateFile absolute path
 */
export async function prepareInBackground(stateFile) {
  await mkdir(dirname(stateFile), { recursive: true });
  await writeState(stateFile, { state: 'preparing' });
  const logFile = join(dirname(stateFile), 'voice-worker.log');
  const log = await open(logFile, 'w');
  const preparing = spawn(process.execPath, [inRoot('scripts/voice-worker.mjs'), '--state', stateFile], { cwd: root, stdio: ['ignore', log.fd, log.fd] });
  preparing.unref();
  await log.close();
  process.on('exit', () => preparing.kill('SIGTERM'));

  const atHand = process.env.MEDIASOUP_WORKER_BIN || (await isExecutable(workerIn(await cacheFolder())));
  return atHand ? 'at hand' : `being prepared, voice appears when it is ready; see ${relative(root, logFile)}`;
}
