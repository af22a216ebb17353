/** How much of two lists is the very same, seen from the front and from the back. */
export interface SameEnds {
  /** Items at the front. */
  readonly head: number;
  /** Items at the back; none of them is counted in `head` too. */
  readonly tail: number;
}

/**
 * Compares item by item, by identity: for a hundred thousand a fraction of a millisecond, so that whoever keeps
 * something an item looks only at the middle, where the lists differ.
 */
export function sameEnds<T>(before: readonly T[], after: readonly T[]): SameEnds {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
}
