import type { Samples } from './blend-channels';

/** Samples of one tile that are looked at: enough for a share of a thousandth. */
const MOST_LOOKED_AT = 4096;

/** Every so-manieth sample of a tile, evenly over it. */
export function someOf(samples: Samples): number[] {
  const step = Math.max(1, Math.ceil(samples.length / MOST_LOOKED_AT));
  const some: number[] = [];
  for (let i = 0; i < samples.length; i += step) some.push(samples[i]!);
  return some;
}

/**
 * The window that shows these samples well: the background black, and but the brightest thousandth at full light. Nothing
 * where there are none, or all are alike.
 */
export function rangeOf(samples: readonly number[]): { readonly low: number; readonly high: number } | undefined {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  if (sorted.length === 0) return undefined;
  const [low, high] = [at(0.02), at(0.999)];
  return high > low ? { low, high } : undefined;
}
