import { Drawer, labelsIn } from './drawer.mjs';
import { Ledger, percentile } from './ledger.mjs';

export const HZ = 20;
/** As many of the people look at what arrives; the others only receive it, or looking would be what is measured. */
const PROBES = 8;
const WARM_UP_MS = 1_500;
/** What has not arrived by then counts as not delivered. */
const SETTLE_MS = 500;

const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Has `people` each change an annotation of their own 20 times a second, and measures what it took.
 * @param {{ people: {id: string, cookie: string}[], seconds: number, subject: import('../gestures/subject.mjs').Subject, url: string, acknowledges: boolean }} run
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
  const stop = keepDrawing(drawers, ledger);
  await rest(WARM_UP_MS);
  const [cpuBefore, fromMs] = [subject.cpuSeconds(), performance.now()];
  ledger.window(fromMs, fromMs + seconds * 1000);
  await rest(seconds * 1000);
  const coreShare = (subject.cpuSeconds() - cpuBefore) / ((performance.now() - fromMs) / 1000);
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

/** One clock for everyone; their due times are spread evenly over the interval. */
function keepDrawing(drawers, ledger) {
  const intervalMs = 1000 / HZ;
  const beganMs = performance.now();
  const dueMs = drawers.map((_, index) => beganMs + (intervalMs * index) / drawers.length);
  const timer = setInterval(() => {
    const now = performance.now();
    drawers.forEach((drawer, index) => {
      if (now < dueMs[index]) return;
      dueMs[index] = Math.max(dueMs[index] + intervalMs, now - intervalMs);
      drawer.change(ledger.draw(index, performance.now()));
    });
  }, 1);
  return () => clearInterval(timer);
}

const round = (value, digits = 1) => Number(value.toFixed(digits));
