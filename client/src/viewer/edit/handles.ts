import { frameCorners, isClosed, verticesOf } from '@parfocal/shared/annotation';
import { distancePx, type SlidePoint } from '@parfocal/shared/geometry';
import type { DrawnShape } from '../slide-viewer';

/** What a handle of a shape moves. */
export type HandleRole =
  | { readonly kind: 'vertex'; readonly index: number }
  /** Becomes a vertex after `index` once it is dragged. */
  | { readonly kind: 'midpoint'; readonly index: number }
  /** A corner or side of the frame, in the frame's own turned axes: -1, 0 or 1 each. */
  | { readonly kind: 'frame'; readonly sx: number; readonly sy: number };

export interface Handle {
  readonly role: HandleRole;
  readonly at: SlidePoint;
}

/** Handles closer than this on the screen, in CSS pixels, could not be told apart. */
const APART_PX = 12;
/** An edge must be this long to have a handle in its middle. */
const EDGE_PX = 36;

/** The handles of a shape at a resolution. Points and texts have none: they are moved as a whole. */
export function handlesOf(shape: DrawnShape, resolution: number): Handle[] {
  switch (shape.kind) {
    case 'point':
    case 'text':
      return [];
    case 'line':
    case 'arrow':
      return verticesOf(shape.geometry).map((at, index) => ({ role: { kind: 'vertex', index }, at }));
    case 'rectangle':
    case 'ellipse':
      return frameHandles(shape.geometry);
    case 'polygon':
    case 'freehand':
      return pathHandles(shape, resolution);
  }
}

function frameHandles(geometry: readonly number[]): Handle[] {
  const corners = frameCorners(geometry);
  const signs = [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const;
  return corners.flatMap((at, i) => {
    const [next, [sx, sy], [nextX, nextY]] = [corners[(i + 1) % 4]!, signs[i]!, signs[(i + 1) % 4]!];
    const side: Handle = { role: { kind: 'frame', sx: (sx + nextX) / 2, sy: (sy + nextY) / 2 }, at: middle(at, next) };
    return [{ role: { kind: 'frame', sx, sy }, at } satisfies Handle, side];
  });
}

function pathHandles(shape: DrawnShape, resolution: number): Handle[] {
  const vertices = ownVertices(shape);
  const handles: Handle[] = [];
  let shown: SlidePoint | undefined;
  vertices.forEach((at, index) => {
    if (!shown || distancePx(shown, at) >= APART_PX * resolution) handles.push({ role: { kind: 'vertex', index }, at: (shown = at) });
    const next = vertices[index + 1] ?? (isClosed(shape) ? vertices[0] : undefined);
    if (next && distancePx(at, next) >= EDGE_PX * resolution) handles.push({ role: { kind: 'midpoint', index }, at: middle(at, next) });
  });
  return handles;
}

/** The vertices without the one that a closed stroke repeats at its end. */
export function ownVertices(shape: DrawnShape): SlidePoint[] {
  const vertices = verticesOf(shape.geometry);
  if (shape.kind === 'freehand' && isClosed(shape)) vertices.pop();
  return vertices;
}

/** The handle under a point, the nearest first; vertices before the middles of edges. */
export function handleAt(handles: readonly Handle[], point: SlidePoint, reach: number): Handle | undefined {
  const near = handles.filter(({ at }) => distancePx(at, point) <= reach);
  const rank = ({ role, at }: Handle): number => distancePx(at, point) + (role.kind === 'midpoint' ? reach : 0);
  return near.sort((a, b) => rank(a) - rank(b))[0];
}

const middle = (a: SlidePoint, b: SlidePoint): SlidePoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
