import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const CONNECTIONS = 16;
const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** wrk where it is installed, else raw sockets of our own in a process of their own. Both keep connections and do not pipeline. */
export async function chooseLoad(wanted, folder) {
  const hasWrk = await run('wrk', ['-v']).then(() => true, (error) => error.code !== 'ENOENT');
  if (wanted === 'wrk' && !hasWrk) throw new Error('wrk is not installed');
  return wanted !== 'sockets' && hasWrk ? { name: 'wrk', run: (target) => byWrk(target, folder) } : { name: 'sockets', run: bySockets };
}

async function byWrk({ url, paths, cookie, seconds }, folder) {
  const list = join(folder, 'paths.txt');
  await writeFile(list, paths.join('\n'));
  // wrk counts whole seconds.
  const flags = ['-t1', `-c${CONNECTIONS}`, `-d${Math.max(1, Math.round(seconds))}s`, '-H', `Cookie: ${cookie}`, '-s', here('./random-paths.lua')];
  const { stdout } = await run('wrk', [...flags, url.origin, '--', list]);
  const said = /RESULT((?: \d+){6})/.exec(stdout);
  if (!said) throw new Error(`wrk said nothing usable:\n${stdout}`);
  const [requests, durationUs, errors, ...latenciesUs] = said[1].trim().split(' ').map(Number);
  const [p50Ms, p95Ms, p99Ms] = latenciesUs.map((us) => us / 1000);
  if (errors > 0) throw new Error(`${errors} requests failed:\n${stdout}`);
  return { perSecond: requests / (durationUs / 1e6), p50Ms, p95Ms, p99Ms, requests };
}

async function bySockets({ url, paths, cookie, seconds }) {
  const child = fork(here('./sockets-process.mjs'));
  child.send({ url: url.href, paths, cookie, seconds });
  const [answer] = await once(child, 'message');
  child.disconnect();
  if (answer.error) throw new Error(answer.error);
  return answer;
}
