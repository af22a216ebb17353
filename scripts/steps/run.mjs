import { spawn } from 'node:child_process';
import { root } from './root.mjs';
import { undoAtEnd } from './interrupt.mjs';

/**
 * Runs a program to its end and keeps what it said, stdout and stderr in the order they came.
 * Never rejects: a program that cannot be started answers code 127, as in a shell; one that ran past `timeoutMs`, 124.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, uid?: number, gid?: number, timeoutMs?: number, input?: string, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = {}, uid, gid, timeoutMs, input, onOutput } = options;
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, uid, gid, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    const closed = new Promise((gone) => child.on('close', gone).on('error', gone));
    const forget = undoAtEnd(() => {
      child.kill('SIGTERM');
      return closed; // it may have servers and browsers of its own to end
    });
    let output = '';
    let timedOut = false;
    const timer = timeoutMs && setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const keep = (text) => {
      output += text;
      onOutput?.(text);
    };
    const end = (code) => {
      clearTimeout(timer);
      forget();
      done({ code, output });
    };

    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep);
    child.stdin?.on('error', () => undefined).end(input); // a program may end without reading its input
    child.on('error', (error) => {
      keep(`${command}: ${error.message}\n`);
      end(127);
    });
    child.on('close', (code) => end(timedOut ? 124 : (code ?? 1)));
  });
}

/** Runs a Node program of the installed packages: `runNode('node_modules/.bin/nx', ['run-many'])`. */
export const runNode = (file, args, options) => run(process.execPath, [file, ...args], options);

/** Whether a program can be found on the PATH. */
export async function onPath(program) {
  return (await run('/bin/sh', ['-c', 'command -v "$0"', program])).code === 0;
}
