/**
 * What a server costs that nobody uses, and what each session adds in which people sit and do nothing: their lines, and the slide's document open.
 *
 * npm run bench -- idle [--sessions 100] [--people 2]
 */
import { parseArgs } from 'node:util';
import { Drawer } from './documents/drawer.mjs';
import { Place } from './documents/place.mjs';
import { joinSession } from './gestures/lines.mjs';
import { retainedMb } from './hostile/held.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { rest, round } from './measuring/pace.mjs';

const { values: flags } = parseArgs({ options: { sessions: { type: 'string', default: '100' }, people: { type: 'string', default: '2' } } });
const [sessions, people] = [Number(flags.sessions), Number(flags.people)];
const MEMORY_WATCH = new URL('../server/src/testing/memory-watch.mjs', import.meta.url).href;
const BUDGET = { serverMb: { atMost: 200 }, sessionMb: { atMost: 1 } };
/** Of the first sessions: what they cause to be compiled and cached is no session's. */
const WARM_UP = 5;
const COUNTED_S = 5;

/** Nobody sits in more of them: a person may have 64 lines to documents. */
const SESSIONS_A_PERSON = 40;

const place = await Place.make(people * Math.ceil((sessions + WARM_UP) / SESSIONS_A_PERSON), sessions + WARM_UP);
place.environment.NODE_OPTIONS = `--import ${MEMORY_WATCH}`;

async function sit({ sessionId, document }, index, origin) {
  const from = people * Math.floor(index / SESSIONS_A_PERSON);
  for (const person of place.people.slice(from, from + people)) {
    await joinSession({ url: origin, cookie: person.cookie, sessionId });
    await new Drawer(person).join(`${origin}/collab/${document}`);
  }
}

async function coreShare(subject) {
  const before = subject.cpuSeconds();
  await rest(1000 * COUNTED_S);
  return (subject.cpuSeconds() - before) / COUNTED_S;
}

const { subject, origin, stop } = await place.start();
try {
  const serverMb = subject.peakRssMb();
  const seated = [...place.sessions.entries()];
  for (const [index, session] of seated.slice(0, WARM_UP)) await sit(session, index, origin);
  const before = await retainedMb(subject);
  for (const [index, session] of seated.slice(WARM_UP)) await sit(session, index, origin);
  const sessionMb = ((await retainedMb(subject)) - before) / sessions;
  const result = { serverMb: round(serverMb), sessions, people, sessionMb: round(sessionMb, 3), coreShare: round(await coreShare(subject), 3), peakRssMb: round(subject.peakRssMb()) };
  console.log(`A server that nobody has used takes ${result.serverMb} MB. Each session in which ${people} sit still adds ${result.sessionMb} MB (heap and buffers after a collection of garbage).`);
  console.log(`With ${sessions + WARM_UP} of them: ${result.peakRssMb} MB at most, ${round(100 * result.coreShare)} % of a core.`);
  tellMissed(BUDGET, result);
  console.log(`\n${JSON.stringify(result)}`);
} finally {
  await stop();
  await place.remove();
}
process.exit(0);
