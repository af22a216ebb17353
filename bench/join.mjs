/**
 * A crowd joins a document of 10,000 annotations in the same moment, through the built server: real logins, every role
 * asked for; once from the log as it was written, once from the snapshot that takes its place. Beside it, in the same run and in the same way, `@y/websocket-server`, which knows no login and stores nothing.
 *
 * npm run bench -- join [--people 100] [--annotations 10000]
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { Place } from './documents/place.mjs';
import { crowdJoins, fill } from './join/crowd.mjs';
import { LOOP_WATCH } from './join/loop-watch.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { installed } from './reference/installed.mjs';
import { Subject } from './measuring/subject.mjs';
import { rest } from './measuring/pace.mjs';

const { values: flags } = parseArgs({ options: { people: { type: 'string', default: '100' }, annotations: { type: 'string', default: '10000' } } });
const [people, annotations] = [Number(flags.people), Number(flags.annotations)];
const BUDGET = { lastSyncedMs: { atMost: 3000 }, loopBlockedMs: { atMost: 250 } };

/** Filled by one life of the server and joined in others, as on the morning after: it has to read the document from disk. */
async function filled(place) {
  const { subject, url } = await place.serve();
  await fill(url, place.people[0], annotations);
  await subject.stop();
}

async function compacted(place) {
  const script = fileURLToPath(new URL('join/compact.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [script, place.document], { env: { ...process.env, ...place.environment } });
}

async function throughServer(place) {
  place.environment.NODE_OPTIONS = `--import ${LOOP_WATCH}`;
  const { subject, url } = await place.serve();
  delete place.environment.NODE_OPTIONS;
  try {
    return await crowdJoins({ subject, url, people: place.people, annotations });
  } finally {
    await subject.stop();
  }
}

async function throughReference(place) {
  const folder = await installed('@y/websocket-server', '0.1.1', ['yjs@13.6.33'], (text) => console.error(text));
  const port = 20_000 + (process.pid % 20_000);
  const subject = new Subject(`${folder}/node_modules/@y/websocket-server/src/server.js`, { HOST: '127.0.0.1', PORT: String(port), NODE_OPTIONS: `--import ${LOOP_WATCH}` });
  try {
    await subject.firstLine();
    const url = `ws://127.0.0.1:${port}/bench`;
    const keeper = await fill(url, place.people[0], annotations, { acknowledges: false });
    await rest(1_000);
    const result = await crowdJoins({ subject, url, people: place.people, annotations });
    keeper.close();
    return result;
  } finally {
    await subject.stop();
  }
}

const place = await Place.make(people);
try {
  console.log(`${people} people open a document of ${annotations} annotations (20 vertices each) at once. The crowd has a process of its own.`);
  console.log('Synced: the whole document has come in. Blocked: the longest time in which the server did nothing else.\n');
  console.log(row('', 'first ms', 'median ms', 'last ms', 'blocked ms', 'CPU s', 'peak MB', 'MB each'));
  await filled(place);
  const ours = show('Parfocal', await throughServer(place));
  await compacted(place);
  const snapshot = show('Parfocal, a snapshot', await throughServer(place));
  const reference = show('@y/websocket-server', await throughReference(place));
  for (const result of [ours, snapshot]) tellMissed(BUDGET, result);
  console.log(`\n${JSON.stringify({ ...ours, snapshot, reference })}`);
} finally {
  await place.remove();
}

function show(name, result) {
  const { firstSyncedMs, medianSyncedMs, lastSyncedMs, loopBlockedMs, cpuSeconds, peakRssMb, megabytes } = result;
  console.log(row(name, firstSyncedMs, medianSyncedMs, lastSyncedMs, loopBlockedMs, cpuSeconds, peakRssMb, megabytes));
  return result;
}

function row(name, ...cells) {
  return name.padEnd(21) + cells.map((cell) => String(cell).padStart(11)).join('');
}
