import type { Annotation } from './annotation.js';
import { annotationBox } from './outline.js';
import { drawableBox, liesWithin } from './drawable.js';
import { type GeoOrigin, GEOJSON_MAX_SHAPES, GEOJSON_MAX_VERTICES } from './geojson-format.js';
import { DEEPEST, type LeftOut, partsOf, Unreadable } from './geojson-parts.js';
import { plain, type Plain, type ShapeWords, wordsOf } from './geojson-properties.js';
import { type Changed, foreignShape, ownShape, placed, type Taken } from './geojson-take.js';

/** The slide that shapes are read for. */
export interface GeoTarget {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly zPlanes: number;
  /** Where coordinates of a file count from that does not say so itself. */
  readonly origin: GeoOrigin;
}

/** One shape of a file, ready to be drawn by whoever imports it. */
export interface ReadShape extends Pick<Annotation, 'kind' | 'geometry' | 'z'>, Omit<ShapeWords, 'isCut' | 'hasMeasurements'> {
  /** The id that the file gives the whole feature; only to know it again. */
  readonly sourceId: string | null;
  /** Index into our palette, where the file was ours. */
  readonly colour: number | null;
  /** As the case knew it that the file is from; `className` says it in words. */
  readonly classId: string | null;
}

export interface GeoReading {
  readonly shapes: readonly ReadShape[];
  /** Features that were looked at, children among them. */
  readonly features: number;
  readonly changed: ReadonlyMap<Changed, number>;
  readonly leftOut: ReadonlyMap<LeftOut, number>;
  /** Size of the slide that the file was made for, where it says so. */
  readonly madeFor: { readonly widthPx: number; readonly heightPx: number } | null;
  /** The file itself says where its coordinates count from. */
  readonly hasOrigin: boolean;
}

/** Nothing in it is GeoJSON. */
export class NoGeoJson extends Error {}

/**
 * Shapes from the parsed text of a file that anybody may have written. What cannot be taken is counted and left out; nothing of it
 * makes the rest fail.
 *
 * @throws NoGeoJson
 */
export function readGeoJson(file: unknown, target: GeoTarget): GeoReading {
  const root = plain(file);
  const features = Array.isArray(file) ? file : root.type === 'FeatureCollection' ? root.features : root.type === 'Feature' ? [root] : undefined;
  if (!Array.isArray(features)) throw new NoGeoJson('no features');
  const own = plain(root.parfocal);
  const origin = originOf(own.origin);
  const reader = new FeatureReader(target, origin ?? target.origin);
  for (const feature of features) reader.read(feature);
  return { ...reader.result(), madeFor: sizeOf(plain(own.slide)), hasOrigin: origin !== undefined };
}

const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 2 ** 31;
function originOf(value: unknown): GeoOrigin | undefined {
  const { x, y } = plain(value);
  return isPlace(x) && isPlace(y) ? { x, y } : undefined;
}
function sizeOf({ widthPx, heightPx }: Plain): GeoReading['madeFor'] {
  return isPlace(widthPx) && isPlace(heightPx) ? { widthPx, heightPx } : null;
}

const idOf = (value: unknown): string | null => (typeof value === 'string' && value.length <= 64 ? value : null);

class FeatureReader {
  private readonly shapes: ReadShape[] = [];
  private readonly changed = new Map<Changed, number>();
  private readonly leftOut = new Map<LeftOut, number>();
  private readonly drawable;
  private features = 0;
  private vertices = 0;

  constructor(private readonly target: GeoTarget, private readonly origin: GeoOrigin) {
    this.drawable = drawableBox(target);
  }

  result(): Pick<GeoReading, 'shapes' | 'features' | 'changed' | 'leftOut'> {
    return { shapes: this.shapes, features: this.features, changed: this.changed, leftOut: this.leftOut };
  }

  read(value: unknown, depth = 0): void {
    const feature = plain(value);
    const properties = plain(feature.properties);
    const children = properties.childObjects ?? properties.children;
    // A hierarchy of QuPath hangs from a root without an outline, which is no shape.
    const isHolder = (feature.geometry ?? null) === null && Array.isArray(children);
    if (!isHolder) {
      this.features += 1;
      this.attempt(feature, properties);
    }
    if (!Array.isArray(children)) return;
    if (depth >= DEEPEST) return count(this.leftOut, 'too-deep', children.length);
    for (const child of children) this.read(child, depth + 1);
  }

  private attempt(feature: Plain, properties: Plain): void {
    try {
      this.take(feature, properties);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      count(this.leftOut, error.why);
    }
  }

  private take(feature: Plain, properties: Plain): void {
    const geometry = plain(feature.geometry);
    const parts = partsOf(geometry);
    if (this.shapes.length + parts.length > GEOJSON_MAX_SHAPES) throw new Unreadable('too-many-shapes');
    const words = wordsOf(properties);
    const own = plain(properties.parfocal);
    const exact = own.kind === undefined ? null : ownShape(own, geometry, parts);
    const taken = exact ? [placed(exact, this.origin)] : parts.map((part) => foreignShape(part, geometry, this.origin));
    const [z, isOffPlane] = this.planeOf(plain(geometry.plane));
    const lying = taken.filter((shape) => liesWithin(annotationBox(shape), this.drawable));
    count(this.leftOut, 'off-slide', taken.length - lying.length);
    if (lying.length === 0) return;

    this.vertices += lying.reduce((sum, shape) => sum + shape.geometry.length / 2, 0);
    if (this.vertices > GEOJSON_MAX_VERTICES) throw new Unreadable('too-many-shapes');
    const { isCut, hasMeasurements, ...said } = words;
    const colour = typeof own.colour === 'number' && Number.isInteger(own.colour) ? own.colour : null;
    const [sourceId, classId] = [idOf(feature.id), idOf(own.classId)];
    for (const { kind, geometry: numbers } of lying) this.shapes.push({ kind, geometry: numbers, z, sourceId, colour, classId, ...said });
    this.tell(lying, [
      [parts.length > 1, 'parts-split'], [own.kind !== undefined && !exact, 'own-shape-outdated'], [isCut, 'words-cut'],
      [isOffPlane, 'plane-dropped'], [hasMeasurements, 'measurements-dropped'], [feature.nucleusGeometry !== undefined, 'nucleus-dropped'],
    ]);
  }

  /** A plane that the slide does not have is as none: the shape is then seen on all of them. */
  private planeOf({ z }: Plain): [z: number | null, isOffPlane: boolean] {
    if (typeof z !== 'number') return [null, false];
    const isOne = Number.isInteger(z) && z >= 0 && z < this.target.zPlanes;
    return isOne ? [z, false] : [null, true];
  }

  private tell(shapes: readonly Taken[], facts: readonly (readonly [boolean, Changed])[]): void {
    for (const [is, what] of facts) if (is) count(this.changed, what);
    for (const what of ['rounded', 'holes-cut'] as const) count(this.changed, what, shapes.filter(({ changed }) => changed.includes(what)).length);
  }
}

function count<K>(counts: Map<K, number>, what: K, by = 1): void {
  if (by > 0) counts.set(what, (counts.get(what) ?? 0) + by);
}

