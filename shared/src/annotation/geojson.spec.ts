import fc from 'fast-check';
import type { Annotation } from './annotation.js';
import { type GeoOrigin, geoJsonPieces, type GeoWords, NO_OFFSET, readGeoJson, type ReadShape, writeFeature } from './geojson.js';
import { joinRings, splitRings } from './geojson-rings.js';
import { areaOf } from '../geometry/index.js';
import { annotation, drawnAs, SLIDE } from './testing/drawn.js';

const WORDS: GeoWords = {
  colourOf: () => [28, 217, 155],
  classOf: ({ classId }) => (classId ? { name: 'Mitosis', colour: [200, 0, 0] } : undefined),
  authorOf: () => 'Dr Ana 安娜',
};
const SLIDE_WORDS = { name: 'A1 · H&E', widthPx: SLIDE.widthPx, heightPx: SLIDE.heightPx };
const target = (origin: GeoOrigin = NO_OFFSET) => ({ ...SLIDE, origin });
const fileOf = (annotations: readonly Annotation[], origin: GeoOrigin = NO_OFFSET): unknown =>
  JSON.parse([...geoJsonPieces(annotations, SLIDE_WORDS, origin, WORDS)].join(''));
/** What of a shape has to come back, whatever its way. */
const drawing = ({ kind, geometry, label, note, z, isLocked, colour }: ReadShape | Annotation) => ({ kind, geometry, label, note, z, isLocked, colour });

describe('our own files', () => {
  it('give back every annotation as it was: kind, every vertex, every parameter, words, plane and lock', () => {
    fc.assert(
      fc.property(fc.array(annotation, { maxLength: 12 }), (annotations) => {
        const { shapes, changed, leftOut } = readGeoJson(fileOf(annotations), target());
        expect(shapes.map(drawing)).toEqual(annotations.map(drawing));
        expect([...changed, ...leftOut]).toEqual([]);
      }),
    );
  });

  it('do so too on a slide whose coordinates count from elsewhere, for the file says from where', () => {
    fc.assert(
      fc.property(annotation, fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 90_000 }), (one, x, y) => {
        const reading = readGeoJson(fileOf([one], { x, y }), target({ x: 7, y: 7 }));
        expect(reading.shapes.map(drawing)).toEqual([one].map(drawing));
        expect(reading.hasOrigin).toBe(true);
      }),
    );
  });

  it('say who drew it and when, of which class, and for which slide', () => {
    const file = fileOf([drawnAs({ classId: 'mitosis', createdAt: 1_763_000_000_000 })]);
    const { shapes: [shape], madeFor } = readGeoJson(file, target());
    expect(shape).toMatchObject({ author: 'Dr Ana 安娜', createdAt: 1_763_000_000_000, className: 'Mitosis', rgb: [28, 217, 155], objectType: 'annotation' });
    expect(madeFor).toEqual({ widthPx: SLIDE.widthPx, heightPx: SLIDE.heightPx });
  });

  it('are believed by what is drawn in them, not by what an earlier export said, once another program has reshaped it', () => {
    const feature = writeFeature(drawnAs({ kind: 'ellipse', geometry: [500, 500, 100, 50, 0.5] }), NO_OFFSET, WORDS);
    const moved = { ...feature, geometry: { type: 'Polygon', coordinates: [[[0, 0], [40, 0], [40, 30], [0, 0]]] } };
    const { shapes, changed } = readGeoJson(moved, target());
    expect(shapes.map(({ kind, geometry }) => [kind, geometry])).toEqual([['polygon', [0, 0, 40, 0, 40, 30]]]);
    expect([...changed]).toEqual([['own-shape-outdated', 1]]);
  });
});

describe('an outline with holes', () => {
  const square = (x: number, y: number, side: number) => [{ x, y }, { x: x + side, y }, { x: x + side, y: y + side }, { x, y: y + side }];
  const outline = square(0, 0, 1000);
  const holes = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.boolean()), { maxLength: 20, selector: ([x, y]) => `${x}/${y}` });
  const ringsOf = (places: readonly (readonly [number, number, boolean])[]) => [outline, ...places.map(([x, y, turned]) => {
    const hole = square(x * 100 + 60, y * 100 + 60, 50);
    return turned ? hole.reverse() : hole;
  })];

  it('keeps its area, and every vertex of outline and holes, as one ring', () => {
    fc.assert(
      fc.property(holes, (places) => {
        const rings = ringsOf(places);
        const ring = joinRings(rings);
        expect(areaOf(ring).value).toBe(1_000_000 - places.length * 2_500);
        expect(ring.length).toBe(4 + places.length * 6);
      }),
    );
  });

  it('comes apart into the same outline and holes again', () => {
    const setOf = (rings: readonly (readonly object[])[]) => rings.map((ring) => JSON.stringify([...ring].map((one) => JSON.stringify(one)).sort())).sort();
    fc.assert(fc.property(holes, (places) => expect(setOf(splitRings(joinRings(ringsOf(places))))).toEqual(setOf(ringsOf(places)))));
  });

  it('is no such thing where a stroke merely went back on itself', () => {
    const spur = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 20, y: 5 }, { x: 10, y: 0 }, { x: 0, y: 10 }];
    expect(splitRings(spur)).toEqual([spur]);
  });

  it('goes to other programs as outline and holes, and comes back vertex by vertex', () => {
    const geometry = joinRings(ringsOf([[1, 1, false], [4, 4, true]])).flatMap(({ x, y }) => [x, y]);
    const one = drawnAs({ kind: 'polygon', geometry });
    expect(writeFeature(one, NO_OFFSET, WORDS).geometry.coordinates).toHaveLength(3);
    expect(readGeoJson(fileOf([one]), target()).shapes[0]?.geometry).toEqual(geometry);
  });
});
