import type { SlideView } from '@parfocal/shared/geometry';
import { projector } from '../camera/screen';
import type { PaintedShape } from './mark-entry';
import { STYLE } from './style';

/** Which screen form a shape takes at a scale. */
export type MarkForm = 'dot' | 'ring' | 'label' | 'arrow' | 'line' | 'area';

export function formOf({ shape, box }: PaintedShape, { resolution }: SlideView, closed: boolean): MarkForm {
  if (shape.kind === 'point') return 'ring';
  if (shape.kind === 'text') return 'label';
  if (Math.max(box.maxX - box.minX, box.maxY - box.minY) < STYLE.dot * resolution) return 'dot';
  if (shape.kind === 'arrow') return 'arrow';
  return closed ? 'area' : 'line';
}

/** What of a shape is stroked, filled faintly and filled fully; and the place of its caption. */
export interface MarkPath {
  readonly form: MarkForm;
  /** Adds the line to a path. */
  readonly stroke: (path: Path2D) => void;
  /** Adds what is solid: a dot or an arrow's head. */
  readonly solid: ((path: Path2D) => void) | undefined;
  /** Bottom middle of a caption above the shape, or the left middle of one beside it. */
  readonly caption: { readonly xPx: number; readonly yPx: number; readonly beside: boolean };
}

/** Projects a shape into the window. */
export function markPath(painted: PaintedShape, view: SlideView): MarkPath {
  const { points, closed } = painted.outline(view.resolution);
  const form = formOf(painted, view, closed);
  const project = projector(view);
  const xy: [number, number] = [0, 0];
  const flat = new Float64Array(points.length * 2);
  let top = 0;
  points.forEach((point, i) => {
    project(point.x, point.y, xy);
    flat.set(xy, 2 * i);
    if (xy[1] < flat[2 * top + 1]!) top = i;
  });
  const [x0, y0] = [flat[0]!, flat[1]!];
  switch (form) {
    case 'ring':
      return { form, stroke: circle(x0, y0, STYLE.ringRadius), solid: circle(x0, y0, STYLE.ringDot), caption: { xPx: x0 + STYLE.ringRadius + STYLE.captionGap / 2, yPx: y0, beside: true } };
    case 'label':
      return { form, stroke: circle(x0, y0, STYLE.ringDot), solid: circle(x0, y0, STYLE.ringDot), caption: { xPx: x0 + STYLE.captionGap, yPx: y0, beside: true } };
    case 'dot':
      return { form, stroke: circle(x0, y0, STYLE.dot / 2), solid: circle(x0, y0, STYLE.dot / 2), caption: { xPx: x0, yPx: y0 - STYLE.captionGap, beside: false } };
    case 'arrow':
      return { form, ...arrow(flat), caption: { xPx: x0, yPx: y0 + (flat[3]! > y0 ? -STYLE.captionGap : STYLE.captionGap + 12), beside: false } };
    default:
      return { form, stroke: line(flat, closed), solid: undefined, caption: { xPx: flat[2 * top]!, yPx: flat[2 * top + 1]! - STYLE.captionGap, beside: false } };
  }
}

const circle = (xPx: number, yPx: number, radius: number) => (path: Path2D): void => {
  path.moveTo(xPx + radius, yPx);
  path.arc(xPx, yPx, radius, 0, 2 * Math.PI);
};

const line = (flat: Float64Array, closed: boolean) => (path: Path2D): void => {
  path.moveTo(flat[0]!, flat[1]!);
  for (let i = 2; i < flat.length; i += 2) path.lineTo(flat[i]!, flat[i + 1]!);
  // Not closePath(): Chromium measures the whole path anew at each, and round caps look the same.
  if (closed) path.lineTo(flat[0]!, flat[1]!);
};

/** The shaft ends inside the head, so that its blunt end never shows past the point. */
function arrow(flat: Float64Array): Pick<MarkPath, 'stroke' | 'solid'> {
  const [x0, y0, x1, y1] = [flat[0]!, flat[1]!, flat[2]!, flat[3]!];
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const head = Math.min(STYLE.arrowLength, length);
  const [bx, by] = [x1 - ux * head, y1 - uy * head];
  const half = (STYLE.arrowHalfWidth * head) / STYLE.arrowLength;
  const triangle = (path: Path2D): void => {
    path.moveTo(x1, y1);
    path.lineTo(bx - uy * half, by + ux * half);
    path.lineTo(bx + uy * half, by - ux * half);
    path.lineTo(x1, y1);
  };
  return {
    stroke(path) {
      path.moveTo(x0, y0);
      path.lineTo(bx, by);
      triangle(path);
    },
    solid: triangle,
  };
}
