/**
 * People in one document, each changing an annotation of their own 20 times a second, through the built server: real
 * logins, every update vetted, on disk (SQLite, synchronous FULL) before anyone sees it. Beside it, in the same run and
 * under the same load, a relay after the fashion of y-websocket's server, which checks and stores nothing.
 *
 * npm run bench -- documents [--people 20,50,100] [--seconds 6]
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Place } from './documents/place.mjs';
import { HZ, measure } from './documents/run.mjs';
import { Subject } from './measuring/subject.mjs';

const { values: flags } = parseArgs({ options: { people: { type: 'string', default: '20,50,100' }, seconds: { type: 'string', default: '6' } } });
const sizes = flags.people.split(',').map(Number);
const seconds = Number(flags.seconds);
const RELAY = fileURLToPath(new URL('./reference/yjs-relay.mjs', import.meta.url));

/** A fresh process each time, so that each has a peak of its own. */
async function throughServer(place, people) {
  const { subject, url } = await place.serve();
  try {
    return await measure({ people: place.people.slice(0, people), seconds, subject, url, acknowledges: true });
  } finally {
    await subject.stop();
  }
}

async function throughRelay(place, people) {
  const subject = new Subject(RELAY, {});
  try {
    const url = `ws://127.0.0.1:${await subject.firstLine()}`;
    return await measure({ people: place.people.slice(0, people), seconds, subject, url, acknowledges: false });
  } finally {
    await subject.stop();
  }
}

const place = await Place.make(Math.max(...sizes));
try {
  console.log(`Everyone changes the geometry and the label of an annotation of their own at ${HZ} Hz for ${seconds} s. The load has a process of its own.`);
  console.log('Latency: from a change being made until a probe had it. Ack: until its author was told that it is on disk.\n');
  console.log(row('', 'people', 'p50 ms', 'p99 ms', 'delivered', 'of a core', 'peak MB', 'ack p95 ms', 'update B'));
  const results = {};
  const reference = {};
  for (const people of sizes) {
    results[`people${people}`] = show('Parfocal', people, await throughServer(place, people));
    reference[`people${people}`] = show('y-websocket-style', people, await throughRelay(place, people));
  }
  console.log(`\n${JSON.stringify({ ...results, reference })}`);
} finally {
  await place.remove();
}

function show(name, people, { updateBytes, ...result }) {
  const { p50Ms, p99Ms, deliveredShare, coreShare, peakRssMb, ackP95Ms } = result;
  console.log(row(name, people, p50Ms, p99Ms, `${(deliveredShare * 100).toFixed(2)} %`, `${(coreShare * 100).toFixed(1)} %`, peakRssMb, ackP95Ms ?? '-', updateBytes));
  return result;
}

function row(name, ...cells) {
  return name.padEnd(18) + cells.map((cell) => String(cell).padStart(11)).join('');
}
