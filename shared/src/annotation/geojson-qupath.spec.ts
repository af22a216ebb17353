import { type GeoTarget, type GeoWords, NO_OFFSET, NoGeoJson, readGeoJson, writeFeature } from './geojson.js';
import { GEOJSON_MAX_SHAPES } from './geojson-format.js';
import { drawnAs, SLIDE } from './testing/drawn.js';

const TARGET: GeoTarget = { ...SLIDE, origin: NO_OFFSET };
const read = (features: unknown, target = TARGET) => readGeoJson({ type: 'FeatureCollection', features }, target);
const feature = (geometry: unknown, properties: object = {}) => ({ type: 'Feature', id: '6b2e0f2b-7e4d-4b53-9a5f-9f0f2c7c7e6d', geometry, properties: { objectType: 'annotation', ...properties } });
const WORDS: GeoWords = { colourOf: () => [255, 0, 0], classOf: () => undefined, authorOf: () => undefined };

/** As QuPath 0.5 and 0.6 write them: two decimals, no plane on the default one, `isLocked` only where it is. */
const RECTANGLE = feature({ type: 'Polygon', coordinates: [[[1024, 2048], [3072, 2048], [3072, 4096], [1024, 4096], [1024, 2048]]] }, {
  name: 'ROI 1', classification: { name: 'Tumor', color: [200, 0, 0] }, isLocked: true, measurements: { 'Num Detections': 12 },
});
const POLYGON = feature({ type: 'Polygon', coordinates: [[[100.5, 200.13], [300.77, 210], [250, 400.5], [100.5, 200.13]]] }, {
  classification: { names: ['Tumor', 'Positive'], color: [250, 62, 62] }, metadata: { ANNOTATION_DESCRIPTION: 'look again' },
});
const ROUND = { type: 'Polygon', coordinates: [[[200, 150], [150, 200], [100, 150], [150, 100], [200, 150]]], isEllipse: true };
const ELLIPSE = feature({ ...ROUND, plane: { c: -1, z: 3, t: 0 } });
const HOLED = feature({ type: 'Polygon', coordinates: [[[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]], [[40, 40], [60, 40], [60, 60], [40, 60], [40, 40]]] });
const MULTI = feature({ type: 'MultiPolygon', coordinates: [[[[0, 0], [10, 0], [0, 10], [0, 0]]], [[[50, 50], [60, 50], [50, 60], [50, 50]]]] }, { name: 'islands' });
const CELL = {
  type: 'Feature', id: 'f00', geometry: { type: 'Polygon', coordinates: [[[5, 5], [9, 5], [7, 9], [5, 5]]] },
  nucleusGeometry: { type: 'Polygon', coordinates: [[[6, 6], [7, 6], [6, 7], [6, 6]]] }, properties: { objectType: 'cell' },
};

describe('what QuPath writes', () => {
  it.each([
    ['a rectangle', RECTANGLE, { kind: 'rectangle', geometry: [2048, 3072, 1024, 1024, 0], label: 'ROI 1', className: 'Tumor', rgb: [200, 0, 0], isLocked: true, z: null }],
    ['a polygon, to a quarter of a pixel', POLYGON, { kind: 'polygon', geometry: [100.5, 200.25, 300.75, 210, 250, 400.5], className: 'Tumor: Positive', note: 'look again' }],
    ['an ellipse, on its plane', ELLIPSE, { kind: 'ellipse', geometry: [150, 150, 50, 50, 0], z: 3 }],
    ['a line', feature({ type: 'LineString', coordinates: [[0, 0], [10, 20]] }), { kind: 'line', geometry: [0, 0, 10, 20] }],
    ['a polyline', feature({ type: 'LineString', coordinates: [[0, 0], [10, 20], [30, 20]] }), { kind: 'freehand', geometry: [0, 0, 10, 20, 30, 20] }],
    ['a point', feature({ type: 'Point', coordinates: [7, 8] }), { kind: 'point', geometry: [7, 8] }],
    ['a turned rectangle, as its corners', feature({ type: 'Polygon', coordinates: [[[50, 0], [100, 50], [50, 100], [0, 50], [50, 0]]] }), { kind: 'polygon' }],
    ['a class as 0.3 wrote it', feature({ type: 'Point', coordinates: [1, 1] }, { classification: { name: 'Stroma', colorRGB: -6895466 } }), { className: 'Stroma', rgb: [150, 200, 150] }],
  ])('%s is taken', (_what, given, expected) => {
    const { shapes, leftOut } = read([given]);
    expect(shapes).toMatchObject([expected]);
    expect([...leftOut]).toEqual([]);
  });

  it('a hole is cut out of its outline, so that the area is right, and that is told', () => {
    const { shapes, changed } = read([HOLED]);
    expect(shapes).toMatchObject([{ kind: 'polygon', geometry: { length: 20 } }]);
    expect([...changed]).toEqual([['holes-cut', 1]]);
  });

  it('a MultiPolygon and a set of points become one annotation a part, with the words of the whole', () => {
    const { shapes, changed } = read([MULTI, feature({ type: 'MultiPoint', coordinates: [[1, 1], [2, 2], [3, 3]] })]);
    expect(shapes.map(({ kind, label }) => [kind, label])).toEqual([['polygon', 'islands'], ['polygon', 'islands'], ['point', ''], ['point', ''], ['point', '']]);
    expect([...changed]).toEqual([['parts-split', 2]]);
  });

  it('a hierarchy is read with its children, and its root is no shape', () => {
    const { shapes, features } = read([{ type: 'Feature', geometry: null, properties: { objectType: 'root', childObjects: [{ ...RECTANGLE, properties: { ...RECTANGLE.properties, childObjects: [CELL] } }] } }]);
    expect(shapes.map(({ objectType }) => objectType)).toEqual(['annotation', 'cell']);
    expect(features).toBe(2);
  });

  it('what has no place here is told: rounding, measurements, nuclei, planes that the slide does not have', () => {
    const { changed } = read([RECTANGLE, POLYGON, CELL, feature({ ...ROUND, plane: { c: -1, z: 99, t: 0 } })]);
    expect(Object.fromEntries(changed)).toEqual({ 'measurements-dropped': 1, rounded: 1, 'nucleus-dropped': 1, 'plane-dropped': 1 });
  });

  it('counts from the top left of what was scanned, where QuPath shows no more than that', () => {
    const { shapes } = read([feature({ type: 'Point', coordinates: [10, 20] })], { ...TARGET, origin: { x: 1_000, y: 2_000 } });
    expect(shapes[0]?.geometry).toEqual([1_010, 2_020]);
  });

  it.each([['a list of features', [RECTANGLE, POLYGON], 2], ['one feature', RECTANGLE, 1]])('%s is a file too', (_what, file, count) => {
    expect(readGeoJson(file, TARGET).shapes).toHaveLength(count);
  });
});

describe('what QuPath reads', () => {
  it('an upright ellipse says so, with its outermost points on the box that QuPath takes', () => {
    const { geometry } = writeFeature(drawnAs({ kind: 'ellipse', geometry: [150, 150, 50, 30, 0] }), NO_OFFSET, WORDS);
    expect(geometry.isEllipse).toBe(true);
    const [ring] = geometry.coordinates as number[][][];
    expect([Math.min(...ring!.map(([x]) => x!)), Math.max(...ring!.map(([x]) => x!)), Math.min(...ring!.map(([, y]) => y!)), Math.max(...ring!.map(([, y]) => y!))]).toEqual([100, 200, 120, 180]);
  });

  it('a turned ellipse does not, since QuPath would make it upright', () => {
    expect(writeFeature(drawnAs({ kind: 'ellipse', geometry: [150, 150, 50, 30, 0.4] }), NO_OFFSET, WORDS).geometry.isEllipse).toBeUndefined();
  });

  it('rings are closed, coordinates have two decimals at most, and the plane is named as QuPath does', () => {
    const { geometry, properties } = writeFeature(drawnAs({ kind: 'polygon', geometry: [0.25, 0.5, 9.75, 0, 3, 7], z: 2, note: 'n' }), NO_OFFSET, WORDS);
    expect(geometry).toEqual({ type: 'Polygon', coordinates: [[[0.25, 0.5], [9.75, 0], [3, 7], [0.25, 0.5]]], plane: { c: -1, z: 2, t: 0 } });
    expect(properties).toMatchObject({ objectType: 'annotation', color: [255, 0, 0], metadata: { ANNOTATION_DESCRIPTION: 'n' } });
    expect(properties).not.toHaveProperty('isLocked');
    expect(properties).not.toHaveProperty('name');
  });
});

describe('a file that means harm, or is none', () => {
  it.each([
    ['a number that is none', { type: 'Point', coordinates: ['1', 2] }, 'malformed'],
    ['a number beyond all numbers', { type: 'Point', coordinates: [1e999, 2] }, 'malformed'],
    ['half a place', { type: 'Point', coordinates: [1] }, 'malformed'],
    ['no coordinates', { type: 'Polygon' }, 'malformed'],
    ['a geometry that is text', 'Polygon', 'malformed'],
    ['no geometry', undefined, 'malformed'],
    ['a shape of tomorrow', { type: 'Sphere', coordinates: [1, 2, 3] }, 'shape-unknown'],
    ['an area of two corners', { type: 'Polygon', coordinates: [[[0, 0], [9, 9], [0, 0]]] }, 'too-few-vertices'],
    ['a line of one end', { type: 'LineString', coordinates: [[0, 0]] }, 'too-few-vertices'],
    ['more vertices than there may be', { type: 'LineString', coordinates: Array.from({ length: 20_001 }, (_, i) => [i % 100, 1]) }, 'too-many-vertices'],
    ['a place off the slide', { type: 'Point', coordinates: [1e6, 1e6] }, 'off-slide'],
    ['a place where no number reaches', { type: 'Point', coordinates: [1e300, -1e300] }, 'off-slide'],
    ['too many points at once', { type: 'MultiPoint', coordinates: Array.from({ length: GEOJSON_MAX_SHAPES + 1 }, () => [1, 1]) }, 'too-many-shapes'],
  ])('%s is left out, by name, and the rest is taken', (_what, geometry, why) => {
    const { shapes, leftOut } = read([feature(geometry), RECTANGLE]);
    expect(shapes).toHaveLength(1);
    expect([...leftOut]).toEqual([[why, 1]]);
  });

  it('collections and children nested too deep are left out, without a stack that overflows', () => {
    let deep: object = { type: 'Point', coordinates: [1, 1] };
    let family: object = RECTANGLE;
    for (let i = 0; i < 5_000; i++) {
      deep = { type: 'GeometryCollection', geometries: [deep] };
      family = { type: 'Feature', geometry: null, properties: { childObjects: [family] } };
    }
    expect(read([feature(deep), family]).leftOut).toEqual(new Map([['too-deep', 2]]));
  });

  it.each([['a number', 7], ['nothing', null], ['a geometry alone', { type: 'Point', coordinates: [1, 1] }], ['features that are none', { type: 'FeatureCollection', features: 'x' }]])('%s is no file of annotations', (_what, file) => {
    expect(() => readGeoJson(file, TARGET)).toThrow(NoGeoJson);
  });

  it.each([[null], [7], ['x'], [[]], [{}]])('%p among the features is left out', (one) => {
    expect(read([one, RECTANGLE]).shapes).toHaveLength(1);
  });

  it('words that are none are as if they were not there, and long ones are cut at a whole letter', () => {
    const { shapes, changed } = read([feature({ type: 'Point', coordinates: [1, 1] }, { name: '😀'.repeat(150), classification: 7, color: [999, 0], metadata: 'x', isLocked: 'false', measurements: [] })]);
    expect(shapes).toMatchObject([{ label: '😀'.repeat(100), note: '', className: null, rgb: null, isLocked: false }]);
    expect([...changed]).toEqual([['words-cut', 1]]);
  });
});
