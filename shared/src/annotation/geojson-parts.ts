import type { SlidePoint } from '../geometry/index.js';
import { MAX_VERTICES } from './annotation.js';
import { GEOJSON_MAX_SHAPES } from './geojson-format.js';
import type { Ring } from './geojson-rings.js';

/** Why a shape of a file is left out. */
export type LeftOut =
  | 'shape-unknown' | 'malformed' | 'too-few-vertices' | 'too-many-vertices' | 'off-slide' | 'too-many-shapes' | 'too-deep' | 'here-already';

/** A geometry taken apart into what can be drawn: points, open lines, and areas as rings without their closing vertex. */
export type Part =
  | { readonly type: 'point'; readonly at: SlidePoint }
  | { readonly type: 'line'; readonly vertices: readonly SlidePoint[] }
  | { readonly type: 'area'; readonly rings: readonly Ring[] };

export class Unreadable extends Error {
  constructor(readonly why: LeftOut) {
    super(why);
  }
}

/** Collections within collections, and children of children: more is no drawing but an attack on whoever reads it. */
export const DEEPEST = 8;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function listOf<T>(value: unknown, member: (one: unknown) => T, most: number, beyond: LeftOut): T[] {
  if (!Array.isArray(value)) throw new Unreadable('malformed');
  if (value.length > most) throw new Unreadable(beyond);
  return value.map(member);
}
/** One more than there may be, since a ring repeats its first. */
const vertices = (value: unknown): SlidePoint[] => listOf(value, point, MAX_VERTICES + 1, 'too-many-vertices');
const several = <T>(value: unknown, member: (one: unknown) => T): T[] => listOf(value, member, GEOJSON_MAX_SHAPES, 'too-many-shapes');

function point(value: unknown): SlidePoint {
  // A third number is a height, which a slide does not have.
  if (!Array.isArray(value) || value.length < 2) throw new Unreadable('malformed');
  const [x, y]: unknown[] = value;
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) throw new Unreadable('malformed');
  return { x, y };
}

function line(value: unknown): Part {
  const path = vertices(value);
  if (path.length < 2) throw new Unreadable('too-few-vertices');
  if (path.length > MAX_VERTICES) throw new Unreadable('too-many-vertices');
  return { type: 'line', vertices: path };
}

function ring(value: unknown): Ring {
  const around = vertices(value);
  const [first, last] = [around[0], around.at(-1)];
  if (first && last && around.length > 1 && first.x === last.x && first.y === last.y) around.pop();
  if (around.length < 3) throw new Unreadable('too-few-vertices');
  return around;
}

function area(value: unknown): Part {
  const rings = several(value, ring);
  if (rings.length === 0) throw new Unreadable('too-few-vertices');
  return { type: 'area', rings };
}

/** @throws Unreadable for a geometry that is none, or of a type that nobody draws */
export function partsOf(geometry: unknown, depth = 0): Part[] {
  if (depth > DEEPEST) throw new Unreadable('too-deep');
  if (!isRecord(geometry)) throw new Unreadable('malformed');
  const { type, coordinates } = geometry;
  switch (type) {
    case 'Point':
      return [{ type: 'point', at: point(coordinates) }];
    case 'MultiPoint':
      return several(coordinates, (one) => ({ type: 'point', at: point(one) }));
    case 'LineString':
      return [line(coordinates)];
    case 'MultiLineString':
      return several(coordinates, line);
    case 'Polygon':
      return [area(coordinates)];
    case 'MultiPolygon':
      return several(coordinates, area);
    case 'GeometryCollection':
      return several(geometry.geometries, (one) => partsOf(one, depth + 1)).flat();
    default:
      throw new Unreadable(typeof type === 'string' ? 'shape-unknown' : 'malformed');
  }
}
