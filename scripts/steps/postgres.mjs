import { spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isExecutable } from './debian.mjs';
import { undoAtEnd } from './interrupt.mjs';
import { run } from './run.mjs';
import { StepFailed } from './step.mjs';

const HOST = '127.0.0.1';
const START_MS = 30_000;
const USER = 'parfocal';

/** Nothing of a test's cluster outlives the run: it need not reach the disk, and nobody needs its socket file. */
const SETTINGS = {
  listen_addresses: HOST, unix_socket_directories: '', max_connections: '200',
  fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off',
};

/** Debian keeps the server's programs off the PATH, in a folder a version; the newest serves. Elsewhere they are on the PATH. */
export async function postgresPrograms() {
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch(() => []);
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin'));
  for (const folder of [...folders, ...(process.env.PATH ?? '').split(':')]) {
    if ((await isExecutable(join(folder, 'initdb'))) && (await isExecutable(join(folder, 'postgres')))) return folder;
  }
  return undefined;
}

/** PostgreSQL refuses to run as root: there, the user that Debian made for it. */
async function owner() {
  if (process.getuid() !== 0) return {};
  const id = async (flag) => Number((await run('id', [flag, 'postgres'])).output);
  const [uid, gid] = [await id('-u'), await id('-g')];
  if (!uid || !gid) throw new StepFailed('PostgreSQL does not run as root, and there is no user "postgres" to run it as.');
  return { uid, gid };
}

const freePort = () => new Promise((done, fail) => {
  const server = createServer().on('error', fail).listen(0, HOST, () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

const answers = (port) => new Promise((done) => {
  const socket = createConnection(port, HOST);
  socket.on('connect', () => done(true)).on('error', () => done(false)).on('connect', () => socket.destroy());
});

/**
 * Starts a private PostgreSQL in a temporary folder, reached over TCP on a free port of this machine.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `stop` ends it and removes the folder; it also runs if the process is interrupted
 */
export async function startPostgres() {
  const programs = await postgresPrograms();
  if (!programs) throw new StepFailed('PostgreSQL is not installed (on Debian: apt-get install -y postgresql).');
  const { uid, gid } = await owner();
  const folder = await mkdtemp(join(tmpdir(), 'parfocal-postgres-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const forgetFolder = undoAtEnd(remove);
  if (uid) await chown(folder, uid, gid);

  const cluster = join(folder, 'cluster');
  const initialised = await run(join(programs, 'initdb'), ['-D', cluster, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { cwd: folder, uid, gid });
  if (initialised.code !== 0) throw new StepFailed('PostgreSQL could not make a cluster.', initialised.output);

  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs, 'postgres'), ['-D', cluster, ...settings], { cwd: folder, uid, gid, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text) => { log += text; });
  const ended = new Promise((done) => server.on('close', done));
  const end = () => {
    server.kill('SIGINT'); // PostgreSQL's "fast shutdown": ends connections instead of waiting for them
    return ended;
  };
  const forgetServer = undoAtEnd(end);

  const giveUpMs = Date.now() + START_MS;
  while (!(await answers(port))) {
    if (server.exitCode !== null || Date.now() > giveUpMs) throw new StepFailed('PostgreSQL did not start.', log);
    await pause(50);
  }
  return {
    url: `postgres://${USER}@${HOST}:${port}/postgres`,
    stop: async () => {
      if (forgetServer()) await end();
      if (forgetFolder()) await remove();
    },
  };
}
