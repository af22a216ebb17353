import { availableParallelism } from 'node:os';

/** One core stays with the people who are looking at slides. */
const LANES = Math.max(1, availableParallelism() - 1);

export interface Turns {
  readonly signal: AbortSignal;
  /** Share of `items` that is done, 0 to 1. */
  onProgress(share: number): void;
}

/**
 * Does `work` for every item, as many at a time as there are cores to spare. The first error ends it.
 *
 * @throws the signal's reason soon after it is aborted: no item is begun after that
 */
export async function inTurns<T>(items: readonly T[], { signal, onProgress }: Turns, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  let done = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const item of rest) {
      signal.throwIfAborted();
      if (failed) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      done++;
      onProgress(done / items.length);
    }
  };
  // They share one iterator, so each item has one turn.
  await Promise.all(Array.from({ length: LANES }, lane));
}
