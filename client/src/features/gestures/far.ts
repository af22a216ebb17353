import { type SlideView, toScreen, viewCorners } from '@parfocal/shared/geometry';

/** A view this many windows away is cut to: a flight over so much tissue shows nothing and makes the eye seasick. */
const CUT_WINDOWS = 2;
/** Less than this is the same edge. */
const SAME_EDGE_PX = 2;

/** Whether one view lies so far from another that going there is a cut, not a movement. */
export function isFar(from: SlideView, to: SlideView): boolean {
  const windowPx = Math.max(from.widthPx * from.resolution, to.widthPx * to.resolution);
  return Math.hypot(to.x - from.x, to.y - from.y) > CUT_WINDOWS * windowPx;
}

/** The corners of another window in one's own, in CSS pixels; nothing where both are the same window. */
export function outlineIn(own: SlideView, other: SlideView): readonly { readonly x: number; readonly y: number }[] | undefined {
  const corners = viewCorners(other).map((corner) => toScreen(own, corner));
  const isEdge = (value: number, lengthPx: number): boolean => Math.min(Math.abs(value), Math.abs(value - lengthPx)) < SAME_EDGE_PX;
  return corners.every(({ x, y }) => isEdge(x, own.widthPx) && isEdge(y, own.heightPx)) ? undefined : corners;
}
