import { Drawer, labelsIn } from './drawer.mjs';
import { Ledger, percentile } from './ledger.mjs';
import { inTurn, rest, round, watch } from '../measuring/pace.mjs';
import { Patience } from '../measuring/patience.mjs';

export const HZ = 20;
/** As many of the people look at what arrives; the others only receive it, or looking would be what is measured. */
const PROBES = 8;
const WARM_UP_MS = 1_500;
/** What has not arrived by then counts as not delivered. */
const SETTLE_MS = 500;

/**
 * Has the first `active` of the people each change an annotation of their own 20 times a second, while all of them listen, and
 * measures what it took.
 *
 * @param {{ people: {id: string, cookie: string}[], active: number, seconds: number, limitMs: number, subject: import('../measuring/subject.mjs').Subject, url: string, dialect?: object }} run
 * @throws Error when somebody was refused or put out, or when it takes longer than `limitMs`
 */
export async function measure({ people, active, seconds, limitMs, subject, url, dialect }) {
  const patience = new Patience(limitMs);
  const probes = Math.min(PROBES, people.length);
  const ledger = new Ledger(people.length, probes);
  const authorOf = new Map();
  const drawers = people.map((person, index) => new Drawer(person, {
    onUpdate: index < probes ? (update) => {
      const now = performance.now();
      for (const [client, sequence] of labelsIn(update)) if (authorOf.has(client) && authorOf.get(client) !== index) ledger.see(index, authorOf.get(client), sequence, now);
    } : undefined,
    onSaved: acknowledge(ledger, index),
    onRefused: (code) => patience.fail(`refused: ${code}`),
    onClose: (code) => patience.fail(`closed: ${code}`),
  }, dialect));
  let stop = () => undefined;
  const work = async () => {
    for (const [index, drawer] of drawers.entries()) {
      await drawer.join(url);
      authorOf.set(drawer.clientId, index);
      if (index < active) drawer.draw();
    }
    stop = inTurn(active, HZ, (index, nowMs) => drawers[index].change(ledger.draw(index, nowMs)));
    const shares = await watch({ subject, ledger, warmUpMs: WARM_UP_MS, seconds });
    stop();
    await rest(SETTLE_MS);
    return shares;
  };
  try {
    const shares = await patience.with(work());
    ledger.close();
    return resultOf({ ledger, shares, subject, updateBytes: drawers[0].updateBytes });
  } finally {
    stop();
    for (const drawer of drawers) drawer.close();
  }
}

function resultOf({ ledger, shares, subject, updateBytes }) {
  return {
    p50Ms: round(percentile(ledger.latenciesMs, 0.5)),
    p95Ms: round(percentile(ledger.latenciesMs, 0.95)),
    p99Ms: round(percentile(ledger.latenciesMs, 0.99)),
    deliveredShare: round(ledger.deliveredShare, 4),
    ...shares,
    peakRssMb: round(subject.peakRssMb()),
    ackP95Ms: ledger.ackLatenciesMs.length > 0 ? round(percentile(ledger.ackLatenciesMs, 0.95)) : null,
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
