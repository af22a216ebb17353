import { areaOf, axesArea, lengthOf, type Mpp, type SlidePoint } from '../geometry/index.js';
import { type Annotation, verticesOf } from './annotation.js';
import { isClosed } from './outline.js';

type Shape = Pick<Annotation, 'kind' | 'geometry'>;

/** Of a line: `length`; of a closed shape: `perimeter` and `area`. In pixels of level 0, or in µm where the scale is given. */
export interface Measures {
  readonly length?: number;
  readonly perimeter?: number;
  readonly area?: number;
}

export function measuresOf(shape: Shape, mpp?: Mpp): Measures {
  const { kind, geometry } = shape;
  if (kind === 'point' || kind === 'text') return {};
  if (kind === 'rectangle' || kind === 'ellipse') {
    const [, , rx = 0, ry = 0] = geometry;
    return { perimeter: framePerimeter(kind, geometry, mpp), area: axesArea(rx, ry, kind === 'ellipse' ? Math.PI : 4, mpp).value };
  }
  const vertices = verticesOf(geometry);
  if (!isClosed(shape)) return { length: lengthOf(vertices, mpp).value };
  return { perimeter: lengthOf([...vertices, vertices[0]!], mpp).value, area: areaOf(vertices, mpp).value };
}

/** Where pixels are no squares, a turned frame is sheared: its sides, and an ellipse's axes, are measured after that. */
function framePerimeter(kind: 'rectangle' | 'ellipse', [, , rx = 0, ry = 0, angle = 0]: readonly number[], mpp?: Mpp): number {
  const [sx, sy] = [mpp?.mppX ?? 1, mpp?.mppY ?? 1];
  const [u, v] = [{ x: rx * Math.cos(angle) * sx, y: rx * Math.sin(angle) * sy }, { x: -ry * Math.sin(angle) * sx, y: ry * Math.cos(angle) * sy }];
  if (kind === 'rectangle') return 4 * (Math.hypot(u.x, u.y) + Math.hypot(v.x, v.y));
  const [a, b] = semiAxes(u, v);
  return ellipsePerimeter(a, b);
}

/** Half axes of the ellipse u·cos t + v·sin t: the singular values of the matrix [u v]. */
function semiAxes(u: SlidePoint, v: SlidePoint): [number, number] {
  const squares = u.x ** 2 + u.y ** 2 + v.x ** 2 + v.y ** 2;
  const area = Math.abs(u.x * v.y - u.y * v.x);
  const [sum, difference] = [Math.sqrt(squares + 2 * area), Math.sqrt(Math.max(0, squares - 2 * area))];
  return [(sum + difference) / 2, (sum - difference) / 2];
}

/** Ramanujan's second approximation: off by less than a thousandth of a per cent for anything that is not all but a line. */
function ellipsePerimeter(a: number, b: number): number {
  if (a + b === 0) return 0;
  const h = ((a - b) / (a + b)) ** 2;
  return Math.PI * (a + b) * (1 + (3 * h) / (10 + Math.sqrt(4 - 3 * h)));
}

/** The middle of an area, of a line's length, or the place itself; of an arrow the place it points at. In level-0 pixels. */
export function centroidOf(shape: Shape): SlidePoint {
  const { kind, geometry } = shape;
  if (kind === 'arrow') return { x: geometry[2]!, y: geometry[3]! };
  if (kind === 'point' || kind === 'text' || kind === 'rectangle' || kind === 'ellipse') return { x: geometry[0]!, y: geometry[1]! };
  const vertices = verticesOf(geometry);
  return (isClosed(shape) ? middleOfArea(vertices) : undefined) ?? middleOfPath(vertices);
}

/** Counted from the first vertex, so that a small shape far from the origin loses no digits. Nothing where no area is enclosed. */
function middleOfArea(ring: readonly SlidePoint[]): SlidePoint | undefined {
  const origin = ring[0]!;
  let [twice, x, y] = [0, 0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [p, q] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const [ax, ay, bx, by] = [p.x - origin.x, p.y - origin.y, q.x - origin.x, q.y - origin.y];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return Math.abs(twice) < 1e-9 ? undefined : { x: origin.x + x / (3 * twice), y: origin.y + y / (3 * twice) };
}

function middleOfPath(path: readonly SlidePoint[]): SlidePoint {
  let [length, x, y] = [0, 0, 0];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
    const step = Math.hypot(b.x - a.x, b.y - a.y);
    length += step;
    x += (step * (a.x + b.x)) / 2;
    y += (step * (a.y + b.y)) / 2;
  }
  return length === 0 ? path[0]! : { x: x / length, y: y / length };
}
