import type { SlidePoint } from '@parfocal/shared/geometry';

/**
 * The path with fewer vertices, none farther than `tolerance` from the original (Douglas and Peucker, 1973). First and
 * last stay. Iterative: a stroke of 20,000 vertices must not exhaust the stack.
 */
export function simplified(path: readonly SlidePoint[], tolerance: number): SlidePoint[] {
  if (path.length <= 2) return [...path];
  const kept = new Uint8Array(path.length);
  kept[0] = kept[path.length - 1] = 1;
  const spans: [number, number][] = [[0, path.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let farthest = tolerance ** 2;
    let split = -1;
    for (let i = first + 1; i < last; i++) {
      const distance = squaredDistanceToSegment(path[i]!, path[first]!, path[last]!);
      if (distance <= farthest) continue;
      farthest = distance;
      split = i;
    }
    if (split < 0) continue;
    kept[split] = 1;
    spans.push([first, split], [split, last]);
  }
  return path.filter((_, i) => kept[i]);
}

/** Simplified until no more than `most` vertices remain. */
export function simplifiedTo(path: readonly SlidePoint[], tolerance: number, most: number): SlidePoint[] {
  let result = simplified(path, tolerance);
  for (let wider = tolerance * 2; result.length > most; wider *= 2) result = simplified(path, wider);
  return result;
}

export function squaredDistanceToSegment(point: SlidePoint, a: SlidePoint, b: SlidePoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squaredLength = dx * dx + dy * dy;
  const along = squaredLength === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / squaredLength));
  return (point.x - a.x - along * dx) ** 2 + (point.y - a.y - along * dy) ** 2;
}
