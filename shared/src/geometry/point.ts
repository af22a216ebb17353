/** A place on a slide, in level-0 pixels: origin top-left, x right, y down. */
export interface SlidePoint {
  readonly x: number;
  readonly y: number;
}

/** An upright box on a slide, in level-0 pixels. */
export interface SlideBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export const distancePx = (a: SlidePoint, b: SlidePoint): number => Math.hypot(b.x - a.x, b.y - a.y);

export function boxOf(points: readonly SlidePoint[]): SlideBox {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

export const centreOf = (box: SlideBox): SlidePoint => ({ x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 });

/** Turns `point` about `pivot` by `angleRad`, clockwise on the screen (y points down). */
export function turned(point: SlidePoint, pivot: SlidePoint, angleRad: number): SlidePoint {
  const [sin, cos] = [Math.sin(angleRad), Math.cos(angleRad)];
  const [dx, dy] = [point.x - pivot.x, point.y - pivot.y];
  return { x: pivot.x + dx * cos - dy * sin, y: pivot.y + dx * sin + dy * cos };
}
