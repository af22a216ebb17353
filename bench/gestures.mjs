/**
 * People in one session, each moving pointer and view 30 times a second, through the built server with real logins; beside
 * them, in the same run and under the same load, a bare WebSocket relay.
 *
 * npm run bench -- gestures [--people 20,50,100] [--seconds 8]
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { DELIVERED_WITHIN_MS } from './gestures/ledger.mjs';
import { joinRelay, joinSession } from './gestures/lines.mjs';
import { HZ, measure } from './gestures/run.mjs';
import { Subject } from './measuring/subject.mjs';

const { values: flags } = parseArgs({ options: { people: { type: 'string', default: '20,50,100' }, seconds: { type: 'string', default: '8' } } });
const sizes = flags.people.split(',').map(Number);
const seconds = Number(flags.seconds);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function listening(port) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the server did not come up');
}

/** A fresh process each time, so that each has a peak of its own. */
async function throughServer(people, environment, { sessionId, cookies }) {
  const port = await freePort();
  const subject = new Subject(here('../server/dist/main.js'), { ...environment, PORT: String(port) });
  try {
    await listening(port);
    return await measure({ people, seconds, subject, join: (index, hear) => joinSession({ url: `ws://127.0.0.1:${port}`, cookie: cookies[index], sessionId, hear }) });
  } finally {
    await subject.stop();
  }
}

async function throughRelay(people) {
  const subject = new Subject(here('./reference/relay.mjs'), {});
  try {
    const url = `ws://127.0.0.1:${await subject.firstLine()}`;
    return await measure({ people, seconds, subject, join: (sender, hear) => joinRelay({ url, sender, hear }) });
  } finally {
    await subject.stop();
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'parfocal-bench-'));
try {
  const environment = { DATA_DIR: dataDir, HOST: '127.0.0.1', VOICE_PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: '', DEMO: '0' };
  const seeded = await promisify(execFile)(process.execPath, [here('./measuring/seed.mjs'), String(Math.max(...sizes))], { env: { ...process.env, ...environment } });
  const place = JSON.parse(seeded.stdout.trim().split('\n').at(-1));

  console.log(`Pointer and view of everyone at ${HZ} Hz for ${seconds} s. The load is raw WebSockets that speak socket.io, in a process of its own.`);
  console.log('Latency: from a position being sent until a probe had it, or a newer one of the same person.');
  console.log(`Delivered: the share of positions for which that took at most ${DELIVERED_WITHIN_MS} ms, two ticks.\n`);
  console.log(row('', 'people', 'p50 ms', 'p99 ms', 'delivered', 'of a core', 'peak MB'));

  const results = {};
  const reference = {};
  for (const people of sizes) {
    show('Parfocal', people, (results[`people${people}`] = await throughServer(people, environment, place)));
    show('bare ws relay', people, (reference[`people${people}`] = await throughRelay(people)));
  }
  console.log(`\n${JSON.stringify({ ...results, reference })}`);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

function show(name, people, { p50Ms, p99Ms, deliveredShare, coreShare, peakRssMb }) {
  console.log(row(name, people, p50Ms, p99Ms, `${(deliveredShare * 100).toFixed(2)} %`, `${(coreShare * 100).toFixed(1)} %`, peakRssMb));
}

function row(name, ...cells) {
  return name.padEnd(16) + cells.map((cell) => String(cell).padStart(11)).join('');
}
