import { areaOf, axesArea, boxOf, lengthOf, type Measure, type Mpp, type SlideBox, type SlidePoint, turned } from '../geometry/index.js';
import { type Annotation, verticesOf } from './annotation.js';

type Shape = Pick<Annotation, 'kind' | 'geometry'>;

/** A freehand stroke whose last vertex is its first encloses an area. */
export function isClosed({ kind, geometry }: Shape): boolean {
  if (kind !== 'freehand') return kind === 'polygon' || kind === 'rectangle' || kind === 'ellipse';
  return geometry.length >= 8 && geometry[0] === geometry.at(-2) && geometry[1] === geometry.at(-1);
}

/** The four corners of a rectangle's or ellipse's frame, clockwise. */
export function frameCorners(geometry: readonly number[]): SlidePoint[] {
  const [cx = 0, cy = 0, rx = 0, ry = 0, angle = 0] = geometry;
  const corner = (sx: number, sy: number): SlidePoint => turned({ x: cx + sx * rx, y: cy + sy * ry }, { x: cx, y: cy }, angle);
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** Smallest upright box around a shape, in level-0 pixels; exact also for a turned ellipse. */
export function annotationBox(shape: Shape): SlideBox {
  if (shape.kind === 'rectangle') return boxOf(frameCorners(shape.geometry));
  if (shape.kind !== 'ellipse') return boxOfNumbers(shape.geometry);
  const [cx = 0, cy = 0, rx = 0, ry = 0, angle = 0] = shape.geometry;
  const halfW = Math.hypot(rx * Math.cos(angle), ry * Math.sin(angle));
  const halfH = Math.hypot(rx * Math.sin(angle), ry * Math.cos(angle));
  return { minX: cx - halfW, minY: cy - halfH, maxX: cx + halfW, maxY: cy + halfH };
}

/** Of `[x0, y0, …]`, without an object for each vertex: a slide may hold millions of them. */
function boxOfNumbers(geometry: readonly number[]): SlideBox {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let i = 0; i + 1 < geometry.length; i += 2) {
    const [x, y] = [geometry[i]!, geometry[i + 1]!];
    box.minX = Math.min(box.minX, x);
    box.minY = Math.min(box.minY, y);
    box.maxX = Math.max(box.maxX, x);
    box.maxY = Math.max(box.maxY, y);
  }
  return box;
}

/** Length of a line or stroke, area of a closed shape; nothing for a point, an arrow or text. */
export function measureOf(shape: Shape, mpp?: Mpp): Measure | undefined {
  const { kind, geometry } = shape;
  if (kind === 'rectangle' || kind === 'ellipse') return axesArea(geometry[2]!, geometry[3]!, kind === 'ellipse' ? Math.PI : 4, mpp);
  if (kind === 'line') return lengthOf(verticesOf(geometry), mpp);
  if (isClosed(shape)) return areaOf(verticesOf(geometry), mpp);
  return kind === 'freehand' ? lengthOf(verticesOf(geometry), mpp) : undefined;
}

/** A quarter of a level-0 pixel is finer than any scan, and short on the wire: it is exact in 32 bits on every slide. */
const QUARTERS = 4;

/** Geometry as it is stored: coordinates to a quarter of a level-0 pixel; an angle stays as it is. */
export function storedGeometry({ kind, geometry }: Shape): number[] {
  const isFrame = kind === 'rectangle' || kind === 'ellipse';
  return geometry.map((value, i) => (isFrame && i === 4 ? value : Math.round(value * QUARTERS) / QUARTERS));
}

/** `geometry` moved by (dx, dy) level-0 pixels. */
export function movedGeometry({ kind, geometry }: Shape, dx: number, dy: number): number[] {
  const coordinates = kind === 'rectangle' || kind === 'ellipse' ? 2 : geometry.length;
  return geometry.map((value, i) => (i >= coordinates ? value : value + (i % 2 === 0 ? dx : dy)));
}
