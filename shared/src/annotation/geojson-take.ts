import { boxOf, type SlidePoint } from '../geometry/index.js';
import { Annotation, AnnotationKind, MAX_VERTICES } from './annotation.js';
import type { GeoGeometry, GeoOrigin } from './geojson-format.js';
import { type Part, Unreadable } from './geojson-parts.js';
import type { Plain } from './geojson-properties.js';
import { joinRings } from './geojson-rings.js';
import { shapeGeometry } from './geojson-shape.js';
import { frameCorners, movedGeometry, storedGeometry } from './outline.js';

type Shape = Pick<Annotation, 'kind' | 'geometry'>;

/** What became of an outline on its way in. */
export type Changed = 'rounded' | 'holes-cut' | 'parts-split' | 'own-shape-outdated' | 'words-cut' | 'plane-dropped' | 'measurements-dropped' | 'nucleus-dropped';

export interface Taken extends Shape {
  readonly changed: readonly Changed[];
}

const flat = (points: readonly SlidePoint[]): number[] => points.flatMap(({ x, y }) => [x, y]);

/** A hundredth of a pixel is what QuPath rounds to: what was merely written in other digits is the same. */
const SAME_PX = 0.011;

/** Moved to the slide's own coordinates and rounded as everything that is stored; says whether that changed it. */
export function placed(shape: Shape, origin: GeoOrigin): Taken {
  const moved = movedGeometry(shape, origin.x, origin.y);
  const geometry = storedGeometry({ kind: shape.kind, geometry: moved });
  return { kind: shape.kind, geometry, changed: geometry.some((value, i) => Math.abs(value - moved[i]!) > 1e-9) ? ['rounded'] : [] };
}

/** The shape that an earlier export of ours names, if it is still the one that is drawn; `null` if somebody reshaped it since. */
export function ownShape(parfocal: Plain, geometry: Plain, parts: readonly Part[]): Shape | null {
  const kind = AnnotationKind.safeParse(parfocal.kind).data;
  const [part] = parts;
  if (!kind || !part || parts.length > 1) return null;
  const numbers = parfocal.geometry === undefined ? numbersOf(kind, part) : parfocal.geometry;
  if (!isGeometry(kind, numbers)) return null;
  return isDrawn(shapeGeometry({ kind, geometry: numbers }), geometry) ? { kind, geometry: numbers } : null;
}

function isGeometry(kind: AnnotationKind, numbers: unknown): numbers is number[] {
  if (!Array.isArray(numbers) || numbers.length > 2 * MAX_VERTICES) return false;
  // The schema itself says how many numbers a kind has; the rest of an annotation is of no matter here.
  return Annotation.safeParse({ id: NOBODY, kind, geometry: numbers, label: '', note: '', colour: 0, author: NOBODY, createdAt: 0 }).success;
}
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The numbers of a kind that its outline tells. */
function numbersOf(kind: AnnotationKind, part: Part): number[] | undefined {
  if (part.type === 'point') return kind === 'point' || kind === 'text' ? [part.at.x, part.at.y] : undefined;
  if (part.type === 'line') return kind === 'line' || kind === 'arrow' || kind === 'freehand' ? flat(part.vertices) : undefined;
  const [outline] = part.rings;
  if (!outline || part.rings.length > 1) return undefined;
  if (kind === 'polygon') return flat(outline);
  return kind === 'freehand' ? flat([...outline, outline[0]!]) : undefined;
}

function isDrawn(expected: GeoGeometry, drawn: Plain): boolean {
  return expected.type === drawn.type && isNear(expected.coordinates, drawn.coordinates);
}

function isNear(expected: unknown, drawn: unknown): boolean {
  if (typeof expected === 'number') return typeof drawn === 'number' && Math.abs(expected - drawn) <= SAME_PX;
  return Array.isArray(expected) && Array.isArray(drawn) && expected.length === drawn.length && expected.every((one, i) => isNear(one, drawn[i]));
}

/** A shape of another program as the nearest of ours. @throws Unreadable where it has more vertices than one may have here */
export function foreignShape(part: Part, geometry: Plain, origin: GeoOrigin): Taken {
  if (part.type === 'point') return placed({ kind: 'point', geometry: [part.at.x, part.at.y] }, origin);
  if (part.type === 'line') {
    return placed({ kind: part.vertices.length === 2 ? 'line' : 'freehand', geometry: flat(part.vertices) }, origin);
  }
  const [outline] = part.rings;
  if (geometry.isEllipse === true && outline && part.rings.length === 1) return placed({ kind: 'ellipse', geometry: frameIn(outline) }, origin);
  const rectangle = part.rings.length === 1 && outline ? uprightRectangle(outline, origin) : undefined;
  if (rectangle) return rectangle;
  const ring = joinRings(part.rings);
  if (ring.length > MAX_VERTICES) throw new Unreadable('too-many-vertices');
  const taken = placed({ kind: 'polygon', geometry: flat(ring) }, origin);
  return part.rings.length === 1 ? taken : { ...taken, changed: [...taken.changed, 'holes-cut'] };
}

function frameIn(ring: readonly SlidePoint[]): number[] {
  const { minX, minY, maxX, maxY } = boxOf(ring);
  return [(minX + maxX) / 2, (minY + maxY) / 2, (maxX - minX) / 2, (maxY - minY) / 2, 0];
}

/** An upright rectangle, where storing it as one moves none of its corners. */
function uprightRectangle(ring: readonly SlidePoint[], origin: GeoOrigin): Taken | undefined {
  if (ring.length !== 4) return undefined;
  const taken = placed({ kind: 'rectangle', geometry: frameIn(ring) }, origin);
  const corners = frameCorners(taken.geometry);
  const isCorner = ({ x, y }: SlidePoint): number => corners.findIndex((corner) => corner.x === x + origin.x && corner.y === y + origin.y);
  const [first, ...rest] = ring.map(isCorner);
  // Around the rectangle one way or the other, from any corner.
  const turns = (by: 1 | 3): boolean => rest.every((at, i) => at === (first! + by * (i + 1)) % 4);
  return first !== -1 && first !== undefined && !rest.includes(-1) && (turns(1) || turns(3)) ? taken : undefined;
}
