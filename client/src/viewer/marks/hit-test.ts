import type { SlidePoint } from '@parfocal/shared/geometry';
import type { MarkEntry, PaintedShape } from './mark-entry';
import { squaredDistanceToSegment } from './simplify';

/** How near, in CSS pixels, a click must come to a line or point. */
export const HIT_PX = 8;
/** A fingertip is less exact than a mouse. */
export const TOUCH_HIT_PX = 16;

export interface Hit {
  /** Level-0 pixels from the line; 0 inside an area. */
  readonly distance: number;
  /** Whether only the inside of an area was met. */
  readonly inside: boolean;
}

/** How `point` meets a shape, with `reach` in level-0 pixels around its line. */
export function hitOf(shape: PaintedShape, point: SlidePoint, reach: number, resolution: number): Hit | undefined {
  const { points, closed } = shape.outline(resolution);
  let nearest = Infinity;
  for (let i = 0; i < points.length; i++) {
    const next = points[i + 1] ?? (closed ? points[0] : undefined);
    if (next || points.length === 1) nearest = Math.min(nearest, squaredDistanceToSegment(point, points[i]!, next ?? points[i]!));
  }
  const distance = Math.sqrt(nearest);
  if (distance <= reach) return { distance, inside: false };
  return closed && contains(points, point) ? { distance: 0, inside: true } : undefined;
}

/** Of several shapes under a click the nearest line wins; inside areas only, the smallest area does. */
export function bestHit(entries: readonly MarkEntry[], point: SlidePoint, reach: number, resolution: number): MarkEntry | undefined {
  let best: { entry: MarkEntry; hit: Hit; area: number } | undefined;
  for (const entry of entries) {
    const hit = hitOf(entry, point, reach, resolution);
    if (!hit) continue;
    const area = (entry.box.maxX - entry.box.minX) * (entry.box.maxY - entry.box.minY);
    if (!best || wins(hit, area, best)) best = { entry, hit, area };
  }
  return best?.entry;
}

function wins(hit: Hit, area: number, best: { hit: Hit; area: number }): boolean {
  if (hit.inside !== best.hit.inside) return best.hit.inside;
  if (hit.inside || hit.distance === best.hit.distance) return area <= best.area;
  return hit.distance < best.hit.distance;
}

/** Whether a ring holds a point, by the even-odd rule. */
export function contains(ring: readonly SlidePoint[], { x, y }: SlidePoint): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}
