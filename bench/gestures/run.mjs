import { Ledger } from './ledger.mjs';
import { inTurn, rest, round, watch } from '../measuring/pace.mjs';
import { Patience } from '../measuring/patience.mjs';

export const HZ = 30;
/** As many of the people look at what arrives; the others only receive it, or looking would be what is measured. */
const PROBES = 10;
const WARM_UP_MS = 1_500;
const SETTLE_MS = 300;

/**
 * Has the first `active` of `people` send at 30 Hz for some seconds, each in a phase of its own, while all of them listen, and
 * measures what it took.
 *
 * @param {{ people: number, active: number, seconds: number, limitMs: number, subject: import('../measuring/subject.mjs').Subject, join: (index: number, hear?: Function) => Promise<object> }} run
 * @throws Error when it takes longer than `limitMs`
 */
export async function measure({ people, active, seconds, limitMs, subject, join }) {
  const probes = Math.min(PROBES, people);
  const ledger = new Ledger(people, probes);
  const senderOf = new Map();
  const lines = [];
  let stop = () => undefined;
  const work = async () => {
    for (let index = 0; index < people; index++) {
      const hear = index < probes ? (number, sequence) => senderOf.has(number) && senderOf.get(number) !== index && ledger.arrive(index, senderOf.get(number), sequence, performance.now()) : undefined;
      lines.push(await join(index, hear));
      senderOf.set(lines[index].number, index);
    }
    stop = inTurn(active, HZ, (index, nowMs) => lines[index].send(ledger.send(index, nowMs)));
    const shares = await watch({ subject, ledger, warmUpMs: WARM_UP_MS, seconds });
    stop();
    await rest(SETTLE_MS);
    return shares;
  };
  try {
    const shares = await new Patience(limitMs).with(work());
    ledger.close((probe) => probe, performance.now());
    const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((share) => round(ledger.percentile(share)));
    return { p50Ms, p95Ms, p99Ms, deliveredShare: round(ledger.deliveredShare, 4), ...shares, peakRssMb: round(subject.peakRssMb()) };
  } finally {
    stop();
    for (const line of lines) line.close();
  }
}
