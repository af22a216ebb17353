import { isClosed } from '@parfocal/shared/annotation';
import { type SlidePoint, turned } from '@parfocal/shared/geometry';
import type { DrawnShape } from '../slide-viewer';
import { type HandleRole, ownVertices } from './handles';

/** `shape` after its handle was dragged to `to`. `least` is the smallest half axis that a frame may keep, `square` makes its sides equal. */
export function reshaped(shape: DrawnShape, role: HandleRole, to: SlidePoint, least: number, square: boolean): number[] {
  if (role.kind === 'frame') return reframed(shape.geometry, role.sx, role.sy, to, least, square);
  const vertices = ownVertices(shape);
  if (role.kind === 'vertex') vertices[role.index] = to;
  else vertices.splice(role.index + 1, 0, to);
  return flatLike(shape, vertices);
}

/** `shape` without a vertex, or nothing if too few would remain. */
export function withoutVertex(shape: DrawnShape, index: number): number[] | undefined {
  if (shape.kind !== 'polygon' && shape.kind !== 'freehand') return undefined;
  const vertices = ownVertices(shape);
  if (vertices.length <= (isClosed(shape) ? 3 : 2)) return undefined;
  vertices.splice(index, 1);
  return flatLike(shape, vertices);
}

/** Flat again; a closed stroke repeats its first vertex exactly, which is what makes it closed. */
function flatLike(shape: DrawnShape, vertices: readonly SlidePoint[]): number[] {
  const ring = shape.kind === 'freehand' && isClosed(shape) ? [...vertices, vertices[0]!] : vertices;
  return ring.flatMap(({ x, y }) => [x, y]);
}

/** The side or corner opposite of the dragged one stays where it is, and the angle stays. */
function reframed(geometry: readonly number[], sx: number, sy: number, to: SlidePoint, least: number, square: boolean): number[] {
  const [cx = 0, cy = 0, rx = 0, ry = 0, angle = 0] = geometry;
  const centre = { x: cx, y: cy };
  const upright = turned(to, centre, -angle);
  let [halfX, halfY] = [half(sx, upright.x - cx, rx, least), half(sy, upright.y - cy, ry, least)];
  if (square && sx !== 0 && sy !== 0) halfX = halfY = Math.max(halfX, halfY);
  const moved = turned({ x: cx + sx * (halfX - rx), y: cy + sy * (halfY - ry) }, centre, angle);
  return [moved.x, moved.y, halfX, halfY, angle];
}

/** Half of what lies between the fixed side and the dragged one. It does not turn inside out. */
const half = (sign: number, dragged: number, before: number, least: number): number =>
  sign === 0 ? before : Math.max(least, (sign * dragged + before) / 2);
