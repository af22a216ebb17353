import { Drawer, labelsIn } from './drawer.mjs';
import { Ledger, percentile } from './ledger.mjs';
import { inTurn, rest, round, watch } from '../measuring/pace.mjs';

export const HZ = 20;
/** As many of the people look at what arrives; the others only receive it, or looking would be what is measured. */
const PROBES = 8;
const WARM_UP_MS = 1_500;
/** What has not arrived by then counts as not delivered. */
const SETTLE_MS = 500;

/**
 * Has `people` each change an annotation of their own 20 times a second, and measures what it took.
 * @param {{ people: {id: string, cookie: string}[], seconds: number, subject: import('../measuring/subject.mjs').Subject, url: string, acknowledges: boolean }} run
 */
export async function measure({ people, seconds, subject, url, acknowledges }) {
  const probes = Math.min(PROBES, people.length);
  const ledger = new Ledger(people.length, probes);
  const authorOf = new Map();
  const drawers = people.map((person, index) => new Drawer(person, {
    onUpdate: index < probes ? (update) => {
      const now = performance.now();
      for (const [client, sequence] of labelsIn(update)) if (authorOf.has(client) && authorOf.get(client) !== index) ledger.see(index, authorOf.get(client), sequence, now);
    } : undefined,
    onSaved: acknowledge(ledger, index),
    onRefused: (code) => { throw new Error(`refused: ${code}`); },
    onClose: (code) => { throw new Error(`closed: ${code}`); },
  }));
  for (const [index, drawer] of drawers.entries()) {
    await drawer.join(url);
    authorOf.set(drawer.clientId, index);
    drawer.draw();
  }
  const stop = inTurn(drawers.length, HZ, (index, nowMs) => drawers[index].change(ledger.draw(index, nowMs)));
  const coreShare = await watch({ subject, ledger, warmUpMs: WARM_UP_MS, seconds });
  stop();
  await rest(SETTLE_MS);
  ledger.close();
  const peakRssMb = subject.peakRssMb();
  const { updateBytes } = drawers[0];
  for (const drawer of drawers) drawer.close();
  return {
    p50Ms: round(percentile(ledger.latenciesMs, 0.5)),
    p99Ms: round(percentile(ledger.latenciesMs, 0.99)),
    deliveredShare: round(ledger.deliveredShare, 4),
    coreShare: round(coreShare, 3),
    peakRssMb: round(peakRssMb),
    ackP95Ms: acknowledges ? round(percentile(ledger.ackLatenciesMs, 0.95)) : null,
    updateBytes,
  };
}

/** `saved n` speaks of all messages up to the nth; the first is the drawing itself, the second carries number 0. */
function acknowledge(ledger, author) {
  let told = 1;
  return (count) => {
    const now = performance.now();
    for (; told < count; told++) ledger.acknowledge(author, told - 1, now);
  };
}
