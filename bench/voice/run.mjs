import { percentile } from '../documents/ledger.mjs';
import { rest, round } from '../measuring/pace.mjs';
import { Load } from './load.mjs';

/** The presenter and six more. */
export const TALKERS = [0, 1, 2, 3, 4, 5, 6];
/** Until places have been taken, and everyone hears whom they are to hear. */
const SETTLE_MS = 4_000;
/** Longer than a place is held for somebody who has paused. */
const PAUSE_MS = 2_500;
const CHANGES = 5;
/** A fan, a street: below what counts as speech. */
const HUM_DBOV = 70;

/** Everyone's packets while seven speak and the others are silent, and while the others' rooms hum. */
export async function measure(open, place, seconds) {
  const load = new Load({ ...place, url: open.url });
  try {
    const { joinedMs, consumers } = await open.during(() => load.ask('join'));
    await load.ask('talk', TALKERS);
    await rest(SETTLE_MS);
    const speech = figures(await open.during(() => load.ask('watch', seconds)));
    return { load, joinedMs, consumers, speech };
  } catch (error) {
    load.stop();
    throw error;
  }
}

export async function hum(open, load, seconds) {
  await load.ask('talk', TALKERS);
  await load.ask('hum', HUM_DBOV);
  await rest(SETTLE_MS);
  return figures(await open.during(() => load.ask('watch', seconds)));
}

/** People begin to speak one after the other: after a pause, and in the place of one of six who go on. */
export async function changes(load, people) {
  const [afterPause, among] = [[], []];
  for (let i = 0; i < CHANGES; i++) {
    await load.ask('talk', []);
    await rest(PAUSE_MS);
    afterPause.push(await load.ask('begin', { index: people - 1 - i }));
  }
  for (let i = 0; i < CHANGES; i++) {
    await load.ask('talk', TALKERS);
    await rest(SETTLE_MS);
    among.push(await load.ask('begin', { index: people - 1 - i, instead: TALKERS.at(-1) }));
  }
  return { newVoiceMs: middle(afterPause), newVoiceWorstMs: worst(afterPause), newVoiceAmongSixMs: middle(among), newVoiceAmongSixWorstMs: worst(among) };
}

const middle = (changed) => Math.round(percentile(changed.map(({ medianMs }) => medianMs).sort((a, b) => a - b), 0.5));
const worst = (changed) => Math.round(Math.max(...changed.map(({ lastMs }) => lastMs)));

function figures({ transitMs, workerCoreShare, serverCoreShare, ...rest }) {
  return { ...rest, transitP50Ms: transitMs.p50, transitP95Ms: transitMs.p95, transitP99Ms: transitMs.p99, workerCoreShare: round(workerCoreShare, 3), serverCoreShare: round(serverCoreShare, 3) };
}
