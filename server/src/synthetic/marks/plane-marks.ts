const { floor, min } = Math;

/**
 * One square for each focal plane of a stack, from the lowest plane down the left edge, in level-0 pixels: filled on the plane
 * that it stands for, and an outline on all others.
 */
export const PLANE_MARKS = { left: 128, top: 320, sidePx: 32, pitchPx: 48, linePx: 4 } as const;

/** Whether a level-0 pixel is inked on a plane. */
export function isPlaneMark(x: number, y: number, plane: number, planes: number): boolean {
  const { left, top, sidePx, pitchPx, linePx } = PLANE_MARKS;
  const mark = floor((y - top) / pitchPx);
  const [dx, dy] = [x - left, y - top - mark * pitchPx];
  if (planes < 2 || mark < 0 || mark >= planes || dx < 0 || dx >= sidePx || dy >= sidePx) return false;
  return mark === plane || min(dx, dy, sidePx - 1 - dx, sidePx - 1 - dy) < linePx;
}
