import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { undoAtEnd } from '../steps/interrupt.mjs';

const RETRY_MS = 500;

/** Whether the process that wrote the lock still lives. A lock that cannot be read is being written or removed right now: it counts as held. */
async function isHeld(file) {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // somebody else's process: alive
  }
}

async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Does `work` while no other process on this machine does the same; waits for one that does. */
export async function withLock(file, work) {
  while (!(await take(file))) {
    if (await isHeld(file)) await pause(RETRY_MS);
    else await rm(file, { force: true });
  }
  const release = () => rm(file, { force: true });
  const forget = undoAtEnd(release);
  try {
    return await work();
  } finally {
    if (forget()) await release();
  }
}
