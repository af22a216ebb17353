/**
 * What somebody hostile costs the built server: 4,000 updates that can never be applied, readers that do not read, frames of 64 MiB.
 * The flood also goes to `@y/websocket-server`, in the same run.
 *
 * npm run bench -- hostile [--updates 4000] [--readers 5]
 */
import { parseArgs } from 'node:util';
import { Place } from './documents/place.mjs';
import { flood } from './hostile/flood.mjs';
import { hugeFrame, stalledReaderMb } from './hostile/held.mjs';
import { LOOP_WATCH } from './join/loop-watch.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { round } from './measuring/pace.mjs';
import { PEERS } from './reference/peers.mjs';

const { values: flags } = parseArgs({ options: { updates: { type: 'string', default: '4000' }, readers: { type: 'string', default: '5' } } });
const [updates, readers] = [Number(flags.updates), Number(flags.readers)];
const MEMORY_WATCH = new URL('../server/src/testing/memory-watch.mjs', import.meta.url).href;
const BUDGET = { pendingFloodLoopMs: { atMost: 50 }, stalledReaderMb: { atMost: 10 } };

const place = await Place.make(readers + 1);
const watchedBy = (watch) => ({ NODE_OPTIONS: `--import ${watch}` });

/** A fresh server with this module loaded. */
async function withServer(watch, work) {
  Object.assign(place.environment, watchedBy(watch));
  const { subject, url, stop } = await place.start();
  try {
    return await work({ subject, url, people: place.people });
  } finally {
    await stop();
  }
}

async function floodedReference() {
  const { subject, url, stop } = await PEERS['y-websocket-server'].start(watchedBy(LOOP_WATCH));
  try {
    return await flood({ subject, url, cookie: '', updates });
  } finally {
    await stop();
  }
}

try {
  const ours = await withServer(LOOP_WATCH, (run) => flood({ ...run, cookie: place.people[0].cookie, updates }));
  const theirs = await floodedReference();
  console.log(`${updates} updates that can never be applied, at once, over 64 connections of one person:`);
  console.log(`  Parfocal             loop held up ${ours.loopMs} ms, ${ours.cpuMs} ms of processor`);
  console.log(`  @y/websocket-server  loop held up ${theirs.loopMs} ms, ${theirs.cpuMs} ms of processor\n`);

  const { frameMb, closeCode, stalledMb } = await withServer(MEMORY_WATCH, async (run) => ({ ...(await hugeFrame(run)), stalledMb: await stalledReaderMb(run) }));
  console.log(`A frame of 64 MiB: ${round(frameMb)} MB held, closed with ${closeCode}.`);
  console.log(`${readers} who listen and do not read, while 28 MB are written: ${round(stalledMb)} MB held for each.`);

  const result = { pendingFloodLoopMs: ours.loopMs, pendingFloodCpuMs: ours.cpuMs, stalledReaderMb: round(stalledMb), frame64MiBMb: round(frameMb) };
  tellMissed(BUDGET, result);
  console.log(`\n${JSON.stringify({ ...result, reference: { pendingFloodLoopMs: theirs.loopMs, pendingFloodCpuMs: theirs.cpuMs } })}`);
} finally {
  await place.remove();
}
