/**
 * People in one document, each of those who draw changing an annotation of their own 20 times a second, through the built
 * server: real logins, every update vetted, on disk (SQLite, synchronous FULL) before anyone sees it. Beside it, in the same
 * run and under the same load, what is there to be had (bench/reference/peers.mjs), none of which checks anything.
 *
 * npm run bench -- documents [--people 20,50,100] [--mix all,board] [--peers y-websocket-server,hocuspocus,relay] [--seconds 5] [--limit 40]
 */
import { parseArgs } from 'node:util';
import { Place } from './documents/place.mjs';
import { HZ, measure } from './documents/run.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { loadsOf, namesIn, throughAll } from './measuring/loads.mjs';
import { table } from './measuring/table.mjs';
import { PEERS } from './reference/peers.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({ options: { people: text('20,50,100'), mix: text('all,board'), peers: text(Object.keys(PEERS).join()), seconds: text('5'), limit: text('40') } });
/** A tumor board: three draw, and everyone looks. */
const MIXES = { all: (people) => people, board: (people) => Math.min(3, people) };
/** With a hundred who all draw. */
const BUDGET = { p99Ms: { atMost: 60 }, coreShare: { atMost: 0.35, because: 'Profiled: a third of it is the engine\'s compiler in the first seconds; the loop is busy for a fifth of the time.' } };
const loads = loadsOf(flags, MIXES);
const peers = namesIn('peers', flags.peers, PEERS).map((key) => ({ ...PEERS[key], key }));

const place = await Place.make(Math.max(...loads.map(({ people }) => people)));
const ours = { name: 'Parfocal', key: 'parfocal', start: () => place.start() };
const { head, row } = table({ '': 21, mix: 7, people: 8, 'p50 ms': 9, 'p95 ms': 9, 'p99 ms': 9, delivered: 11, 'of a core': 11, load: 8, 'peak MB': 9, 'ack p95 ms': 12, 'update B': 10 });

try {
  console.log(`Those who draw change the geometry and the label of an annotation of their own at ${HZ} Hz for ${flags.seconds} s: all of them, or (board) three. The load has a process of its own.`);
  console.log('Latency: from a change being made until a probe had it. Delivered: what came until half a second after the end.');
  console.log('Load: what the load itself took of its core; near 100 % it is no longer the server alone that cannot keep up.');
  console.log('Ack: until its author was told, by Parfocal that it is on disk, by Hocuspocus that it is in memory; the others tell nothing.\n');
  console.log(head);
  const { parfocal, ...reference } = await throughAll({
    loads,
    subjects: [ours, ...peers],
    measure: ({ people, active }, { subject, url, dialect }) => measure({ people: place.people.slice(0, people), active, seconds: Number(flags.seconds), limitMs: Number(flags.limit) * 1000, subject, url, dialect }),
    show: (name, { mix, people }, result) => console.log(row(name, mix, people, ...cellsOf(result))),
  });
  if (parfocal.all?.people100) tellMissed(BUDGET, parfocal.all.people100);
  console.log(`\n${JSON.stringify({ ...parfocal.all, board: parfocal.board, reference })}`);
} finally {
  await place.remove();
}

function cellsOf({ gaveUp, p50Ms, p95Ms, p99Ms, deliveredShare, coreShare, loadShare, peakRssMb, ackP95Ms, updateBytes }) {
  if (gaveUp) return [`  gave up: ${gaveUp}`];
  return [p50Ms, p95Ms, p99Ms, `${(deliveredShare * 100).toFixed(2)} %`, `${(coreShare * 100).toFixed(1)} %`, `${Math.round(loadShare * 100)} %`, peakRssMb, ackP95Ms ?? '-', updateBytes];
}
