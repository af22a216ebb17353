import { type SlidePoint, turned } from '../geometry/index.js';
import { type Annotation, verticesOf } from './annotation.js';
import type { GeoGeometry, Position } from './geojson-format.js';
import { splitRings } from './geojson-rings.js';
import { frameCorners, isClosed } from './outline.js';

type Shape = Pick<Annotation, 'kind' | 'geometry'>;

/** Divisible by four, so that the outermost points are among them and the box around the polygon is that of the ellipse. */
const ELLIPSE_VERTICES = 96;

/** As many decimals as QuPath writes; a quarter of a pixel, which is how we store, has no more. */
const DECIMALS = 100;

const position = ({ x, y }: SlidePoint): Position => [Math.round(x * DECIMALS) / DECIMALS, Math.round(y * DECIMALS) / DECIMALS];
const closed = (ring: readonly SlidePoint[]): Position[] => [...ring, ring[0]!].map(position);

/** The shape as other programs know it. Turned ellipses are polygons to them; an upright one is said to be an ellipse. */
export function shapeGeometry(shape: Shape): GeoGeometry {
  const { kind, geometry } = shape;
  switch (kind) {
    case 'point':
    case 'text':
      return { type: 'Point', coordinates: position({ x: geometry[0]!, y: geometry[1]! }) };
    case 'rectangle':
      return { type: 'Polygon', coordinates: [closed(frameCorners(geometry))] };
    case 'ellipse':
      return { type: 'Polygon', coordinates: [closed(ellipseVertices(geometry))], ...(isUpright(geometry) ? { isEllipse: true } : {}) };
    case 'polygon':
      return { type: 'Polygon', coordinates: splitRings(verticesOf(geometry)).map(closed) };
    case 'line':
    case 'arrow':
    case 'freehand': {
      const line = verticesOf(geometry).map(position);
      return isClosed(shape) ? { type: 'Polygon', coordinates: [line] } : { type: 'LineString', coordinates: line };
    }
  }
}

/** Whether the numbers of a shape say more than its outline does, so that a file has to hold them too. */
export const needsOwnNumbers = ({ kind, geometry }: Shape): boolean =>
  kind === 'rectangle' || kind === 'ellipse' || (kind === 'polygon' && splitRings(verticesOf(geometry)).length > 1);

function ellipseVertices([cx = 0, cy = 0, rx = 0, ry = 0, angle = 0]: readonly number[]): SlidePoint[] {
  return Array.from({ length: ELLIPSE_VERTICES }, (_, i) => {
    const at = (i * 2 * Math.PI) / ELLIPSE_VERTICES;
    return turned({ x: cx + rx * Math.cos(at), y: cy + ry * Math.sin(at) }, { x: cx, y: cy }, angle);
  });
}

function isUpright([, , rx = 0, ry = 0, angle = 0]: readonly number[]): boolean {
  return rx === ry || Math.abs(Math.sin(2 * angle)) < 1e-9;
}
