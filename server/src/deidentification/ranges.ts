/** Bytes `from` up to, not including, `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Sorted, and such as touch or overlap made one. Empty and impossible ones are left out. */
export function merged(ranges: Iterable<ByteRange>): ByteRange[] {
  const sorted = [...ranges].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** What lies between sorted, disjoint ranges in a file of `sizeBytes`. */
export function between(ranges: readonly ByteRange[], sizeBytes: number): ByteRange[] {
  const gaps: ByteRange[] = [];
  let at = 0;
  for (const { from, to } of ranges) {
    if (from > at) gaps.push({ from: at, to: Math.min(from, sizeBytes) });
    at = Math.max(at, to);
  }
  if (at < sizeBytes) gaps.push({ from: at, to: sizeBytes });
  return gaps.filter((gap) => gap.to > gap.from);
}

/** Whether `at` lies in one of sorted, disjoint ranges. */
export function isWithin(ranges: readonly ByteRange[], at: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.to <= at) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low]!.from <= at;
}
