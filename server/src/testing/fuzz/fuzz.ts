import { setImmediate } from 'node:timers/promises';
import { integers, mutate } from './mutate.js';
import type { FuzzTarget } from './target.js';

/** Longer is a hang: a tile or a header of a small file takes microseconds. */
const HANG_MS = 1_000;
const MEASURE_EVERY = 20_000;
const MOST_INPUTS = 4_000;

export interface Finding {
  readonly what: string;
  readonly bytes: Buffer;
}

export interface FuzzResult {
  readonly executions: number;
  readonly endings: number;
  readonly slowestMs: number;
  /** Heap after collection without the inputs that were kept, at first and at last, in bytes. */
  readonly heapBytes: readonly [first: number, last: number];
  readonly findings: readonly Finding[];
}

interface Input {
  readonly bytes: Buffer;
  readonly ranges: readonly (readonly [number, number])[];
}

/**
 * Mutates inputs; one that ends as none before it did becomes an input itself. Deterministic but for what takes too long.
 *
 * @param tell told how far it is, every 20,000 executions
 */
export async function fuzz(target: FuzzTarget, executions: number, seed: number, tell: (done: number, result: FuzzResult) => void): Promise<FuzzResult> {
  const next = integers(seed);
  const inputs: Input[] = target.seeds.map(inputOf);
  const endings = new Set<string>();
  const findings: Finding[] = [];
  let slowestMs = 0;
  let firstHeap = 0;
  const keptBytes = (): number => inputs.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const resultAt = (done: number): FuzzResult => ({ executions: done, endings: endings.size, slowestMs, heapBytes: [firstHeap, heapBytes() - keptBytes()], findings });
  for (let done = 0; done < executions; done++) {
    if (done % MEASURE_EVERY === 0) {
      // Lets what was closed be closed, so that memory tells of leaks and not of a queue.
      await setImmediate();
      if (done === MEASURE_EVERY) firstHeap = heapBytes() - keptBytes();
      tell(done, resultAt(done));
    }
    const { bytes: parent, ranges } = inputs[next(inputs.length)]!;
    const bytes = mutate(parent, next, ranges);
    const at = performance.now();
    try {
      const ending = await target.run(Buffer.from(bytes));
      if (!endings.has(ending) && inputs.length < MOST_INPUTS) inputs.push(inputOf(bytes));
      endings.add(ending);
    } catch (error) {
      findings.push({ what: error instanceof Error ? `${error.name}: ${error.message} ${String(error.cause ?? '')}` : String(error), bytes });
    }
    let tookMs = performance.now() - at;
    if (tookMs > HANG_MS) tookMs = Math.min(tookMs, await again(target, bytes));
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > HANG_MS) findings.push({ what: `a hang of ${Math.round(tookMs)} ms`, bytes });
  }
  return resultAt(executions);
}

/** A busy machine may have stopped us in the middle: a hang is slow each time. */
async function again(target: FuzzTarget, bytes: Buffer): Promise<number> {
  const at = performance.now();
  await target.run(Buffer.from(bytes)).catch(() => undefined);
  return performance.now() - at;
}

/** Heads and tails are where files keep what they say of themselves; the middle is mostly pixels. */
function inputOf(bytes: Buffer): Input {
  const edge = Math.min(bytes.length, 2_048);
  return { bytes, ranges: [[0, Math.min(64, edge)], [0, edge], [bytes.length - edge, bytes.length], [0, bytes.length]] };
}

function heapBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
