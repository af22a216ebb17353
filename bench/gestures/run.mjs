import { Ledger } from './ledger.mjs';

export const HZ = 30;
/** As many of the people look at what arrives; the others only receive it, or looking would be what is measured. */
const PROBES = 10;
const WARM_UP_MS = 1_500;
const SETTLE_MS = 300;

const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Has `people` send at 30 Hz for some seconds, each in a phase of its own, and measures what it took.
 * @param {{ people: number, seconds: number, subject: import('./subject.mjs').Subject, join: (index: number, hear?: Function) => Promise<object> }} run
 */
export async function measure({ people, seconds, subject, join }) {
  const probes = Math.min(PROBES, people);
  const ledger = new Ledger(people, probes);
  const senderOf = new Map();
  const lines = [];
  for (let index = 0; index < people; index++) {
    const hear = index < probes ? (number, sequence) => senderOf.has(number) && senderOf.get(number) !== index && ledger.arrive(index, senderOf.get(number), sequence, performance.now()) : undefined;
    lines.push(await join(index, hear));
    senderOf.set(lines[index].number, index);
  }
  const stop = keepSending(lines, ledger);
  await rest(WARM_UP_MS);
  const [cpuBefore, fromMs] = [subject.cpuSeconds(), performance.now()];
  ledger.window(fromMs, fromMs + seconds * 1000);
  await rest(seconds * 1000);
  const coreShare = (subject.cpuSeconds() - cpuBefore) / ((performance.now() - fromMs) / 1000);
  stop();
  await rest(SETTLE_MS);
  ledger.close((probe) => probe, performance.now());
  const peakRssMb = subject.peakRssMb();
  for (const line of lines) line.close();
  return { p50Ms: round(ledger.percentile(0.5)), p99Ms: round(ledger.percentile(0.99)), deliveredShare: round(ledger.deliveredShare, 4), coreShare: round(coreShare, 3), peakRssMb: round(peakRssMb) };
}

/** One clock for all senders, whose due times are spread evenly over the interval. */
function keepSending(lines, ledger) {
  const intervalMs = 1000 / HZ;
  const beganMs = performance.now();
  const dueMs = lines.map((_, index) => beganMs + (intervalMs * index) / lines.length);
  const timer = setInterval(() => {
    const now = performance.now();
    lines.forEach((line, index) => {
      if (now < dueMs[index]) return;
      dueMs[index] = Math.max(dueMs[index] + intervalMs, now - intervalMs);
      line.send(ledger.send(index, performance.now()));
    });
  }, 1);
  return () => clearInterval(timer);
}

const round = (value, digits = 1) => Number(value.toFixed(digits));
