import { handedness, type SlidePoint, type SlideView, turned } from '@parfocal/shared/geometry';

/** A place in the window: CSS pixels from its top left. */
export interface ScreenPoint {
  readonly xPx: number;
  readonly yPx: number;
}

/** The slide point under a place of the window; the inverse of `toScreen`. */
export function toSlide(view: SlideView, { xPx, yPx }: ScreenPoint): SlidePoint {
  const upright = {
    x: view.x + handedness(view) * (xPx - view.widthPx / 2) * view.resolution,
    y: view.y + (yPx - view.heightPx / 2) * view.resolution,
  };
  return turned(upright, view, -view.rotation);
}

/** `view` moved so that `point` of the slide lies at `place` of the window. */
export function pinned(view: SlideView, point: SlidePoint, place: ScreenPoint): SlideView {
  const there = toSlide(view, place);
  return { ...view, x: view.x + point.x - there.x, y: view.y + point.y - there.y };
}

/** A function that projects many points with one view: the sines are taken once. Writes `[xPx, yPx]` into `out`. */
export function projector(view: SlideView): (x: number, y: number, out: [number, number]) => void {
  const [cos, sin] = [Math.cos(view.rotation) / view.resolution, Math.sin(view.rotation) / view.resolution];
  const [middleX, middleY, hand] = [view.widthPx / 2, view.heightPx / 2, handedness(view)];
  return (x, y, out) => {
    const [dx, dy] = [x - view.x, y - view.y];
    out[0] = middleX + hand * (dx * cos - dy * sin);
    out[1] = middleY + dx * sin + dy * cos;
  };
}

/** The same angle within (-π, π]; one that lies there already is not touched. */
export function normalAngle(angleRad: number): number {
  if (angleRad > -Math.PI && angleRad <= Math.PI) return angleRad;
  const turn = 2 * Math.PI;
  const rest = ((angleRad % turn) + turn) % turn;
  return rest > Math.PI ? rest - turn : rest;
}
