/**
 * People in one session, each of those who point moving pointer and view 30 times a second, through the built server with real
 * logins; beside it, in the same run and under the same load, what is there to be had (bench/reference/peers.mjs): through
 * servers of Yjs they travel as awareness.
 *
 * npm run bench -- gestures [--people 20,50,100] [--mix all,board] [--peers y-websocket-server,hocuspocus,relay] [--seconds 5] [--limit 40]
 */
import { parseArgs } from 'node:util';
import { Place } from './documents/place.mjs';
import { DELIVERED_WITHIN_MS } from './gestures/ledger.mjs';
import { joinAwareness, joinRelay, joinSession } from './gestures/lines.mjs';
import { HZ, measure } from './gestures/run.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { loadsOf, namesIn, throughAll } from './measuring/loads.mjs';
import { table } from './measuring/table.mjs';
import { PEERS } from './reference/peers.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({ options: { people: text('20,50,100'), mix: text('all,board'), peers: text(Object.keys(PEERS).join()), seconds: text('5'), limit: text('40') } });
/** A tumor board: ten point, and everyone looks. */
const MIXES = { all: (people) => people, board: (people) => Math.min(10, people) };
/** With a hundred who all point. */
const BUDGET = { p99Ms: { atMost: 35 }, coreShare: { atMost: 0.2 } };
const loads = loadsOf(flags, MIXES);
const peers = namesIn('peers', flags.peers, PEERS).map((key) => ({ ...PEERS[key], key }));

const place = await Place.make(Math.max(...loads.map(({ people }) => people)));
const ours = { name: 'Parfocal', key: 'parfocal', start: () => place.start() };
const { head, row } = table({ '': 21, mix: 7, people: 8, 'p50 ms': 9, 'p95 ms': 9, 'p99 ms': 9, delivered: 11, 'of a core': 11, load: 8, 'peak MB': 9 });

function joinBy({ origin, url, dialect }) {
  if (origin) return (index, hear) => joinSession({ url: origin, cookie: place.people[index].cookie, sessionId: place.sessionId, hear });
  const join = dialect.mute ? joinRelay : joinAwareness;
  return (index, hear) => join({ url, index, hear, dialect });
}

try {
  console.log(`Pointer and view at ${HZ} Hz for ${flags.seconds} s: everyone's, or (board) those of ten. The load is raw WebSockets that speak socket.io or awareness, in a process of its own.`);
  console.log('Latency: from a position being sent until a probe had it, or a newer one of the same person.');
  console.log(`Delivered: the share of positions for which that took at most ${DELIVERED_WITHIN_MS} ms, two ticks.`);
  console.log('Load: what the load itself took of its core; near 100 % it is no longer the server alone that cannot keep up.\n');
  console.log(head);
  const { parfocal, ...reference } = await throughAll({
    loads,
    subjects: [ours, ...peers],
    measure: ({ people, active }, running) => measure({ people, active, seconds: Number(flags.seconds), limitMs: Number(flags.limit) * 1000, subject: running.subject, join: joinBy(running) }),
    show: (name, { mix, people }, result) => console.log(row(name, mix, people, ...cellsOf(result))),
  });
  if (parfocal.all?.people100) tellMissed(BUDGET, parfocal.all.people100);
  console.log(`\n${JSON.stringify({ ...parfocal.all, board: parfocal.board, reference })}`);
} finally {
  await place.remove();
}

function cellsOf({ gaveUp, p50Ms, p95Ms, p99Ms, deliveredShare, coreShare, loadShare, peakRssMb }) {
  if (gaveUp) return [`  gave up: ${gaveUp}`];
  return [p50Ms, p95Ms, p99Ms, `${(deliveredShare * 100).toFixed(2)} %`, `${(coreShare * 100).toFixed(1)} %`, `${Math.round(loadShare * 100)} %`, peakRssMb];
}
