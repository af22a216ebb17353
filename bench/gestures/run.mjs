import { Ledger } from './ledger.mjs';
import { inTurn, rest, round, watch } from '../measuring/pace.mjs';

export const HZ = 30;
/** As many of the people look at what arrives; the others only receive it, or looking would be what is measured. */
const PROBES = 10;
const WARM_UP_MS = 1_500;
const SETTLE_MS = 300;

/**
 * Has `people` send at 30 Hz for some seconds, each in a phase of its own, and measures what it took.
 * @param {{ people: number, seconds: number, subject: import('../measuring/subject.mjs').Subject, join: (index: number, hear?: Function) => Promise<object> }} run
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
  const stop = inTurn(lines.length, HZ, (index, nowMs) => lines[index].send(ledger.send(index, nowMs)));
  const coreShare = await watch({ subject, ledger, warmUpMs: WARM_UP_MS, seconds });
  stop();
  await rest(SETTLE_MS);
  ledger.close((probe) => probe, performance.now());
  const peakRssMb = subject.peakRssMb();
  for (const line of lines) line.close();
  return { p50Ms: round(ledger.percentile(0.5)), p99Ms: round(ledger.percentile(0.99)), deliveredShare: round(ledger.deliveredShare, 4), coreShare: round(coreShare, 3), peakRssMb: round(peakRssMb) };
}
