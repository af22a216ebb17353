import { spawn } from 'node:child_process';
import { inRoot, root } from './root.mjs';

/**
 * Runs the built server in this terminal until it ends. Signals are handed on, so that it can shut down in its own order;
 * answers its exit code.
 * @param {Record<string, string>} env
 * @returns {Promise<number>}
 */
export function runServer(env) {
  return new Promise((done, fail) => {
    const server = spawn(process.execPath, [inRoot('server/dist/main.js')], { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
    server.on('error', fail);
    server.on('exit', (code) => done(code ?? 1));
  });
}
