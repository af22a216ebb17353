/**
 * A crowd joins a document of 10,000 annotations in the same moment, through the built server: real logins, every role
 * asked for. Beside it, in the same run and in the same way, `@y/websocket-server`, which knows no login and stores nothing.
 *
 * npm run bench -- join [--people 100] [--annotations 10000]
 */
import { parseArgs } from 'node:util';
import { Place } from './documents/place.mjs';
import { crowdJoins, fill } from './join/crowd.mjs';
import { LOOP_WATCH } from './join/loop-watch.mjs';
import { installed } from './reference/installed.mjs';
import { Subject } from './measuring/subject.mjs';
import { rest } from './measuring/pace.mjs';

const { values: flags } = parseArgs({ options: { people: { type: 'string', default: '100' }, annotations: { type: 'string', default: '10000' } } });
const [people, annotations] = [Number(flags.people), Number(flags.annotations)];
const BUDGET = { lastSyncedMs: 3000, loopBlockedMs: 250 };

/** Filled by one life of the server, joined in the next, as on the morning after: it has to read the document from disk. */
async function throughServer(place) {
  const first = await place.serve();
  await fill(first.url, place.people[0], annotations);
  await first.subject.stop();
  place.environment.NODE_OPTIONS = `--import ${LOOP_WATCH}`;
  const { subject, url } = await place.serve();
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
  const ours = show('Parfocal', await throughServer(place));
  const reference = show('@y/websocket-server', await throughReference(place));
  const missed = Object.entries(BUDGET).filter(([key, most]) => ours[key] > most).map(([key, most]) => `${key} is over its budget of ${most} ms`);
  if (missed.length > 0) console.log(`\n${missed.join('; ')}.`);
  console.log(`\n${JSON.stringify({ ...ours, reference })}`);
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
