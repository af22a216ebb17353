import fc from 'fast-check';
import { turned } from '../geometry/index.js';
import { annotationBox, frameCorners, isClosed, measureOf, movedGeometry, verticesOf } from './index.js';

const number = fc.double({ min: -1e5, max: 1e5, noNaN: true });
const angle = fc.double({ min: -10, max: 10, noNaN: true });
const axes = fc.tuple(number, number, number, number, angle);
const vertices = fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 30 }).map((pairs) => pairs.flat());
const SLANTED = { mppX: 0.25, mppY: 0.5 };
const SLACK_PX = 1e-4;

/** Points on the boundary of a turned ellipse, so close together that none is further than a 1/4000 turn from an extreme one. */
function ellipseBoundary([cx, cy, rx, ry, by]: readonly number[]): { x: number; y: number }[] {
  return Array.from({ length: 2_000 }, (_, i) => {
    const at = (i * 2 * Math.PI) / 2_000;
    return turned({ x: cx! + rx! * Math.cos(at), y: cy! + ry! * Math.sin(at) }, { x: cx!, y: cy! }, by!);
  });
}

describe('annotationBox', () => {
  it('holds every point of a turned ellipse and touches it on all four sides', () => {
    fc.assert(
      fc.property(axes, (geometry) => {
        const box = annotationBox({ kind: 'ellipse', geometry });
        const xs = ellipseBoundary(geometry).map(({ x }) => x);
        const ys = ellipseBoundary(geometry).map(({ y }) => y);
        // Between two of the points the boundary goes beyond them by 1 − cos(half a step) of its size.
        const stepPx = (box.maxX - box.minX + box.maxY - box.minY) * 1e-5 + SLACK_PX;
        for (const [side, outermost] of [[box.minX, Math.min(...xs)], [box.minY, Math.min(...ys)]] as const) {
          expect(outermost).toBeGreaterThanOrEqual(side - SLACK_PX);
          expect(outermost).toBeLessThanOrEqual(side + stepPx);
        }
        for (const [side, outermost] of [[box.maxX, Math.max(...xs)], [box.maxY, Math.max(...ys)]] as const) {
          expect(outermost).toBeLessThanOrEqual(side + SLACK_PX);
          expect(outermost).toBeGreaterThanOrEqual(side - stepPx);
        }
      }),
    );
  });

  it('is that of the corners for a turned rectangle', () => {
    const box = annotationBox({ kind: 'rectangle', geometry: [100, 50, 20, 10, Math.PI / 2] });
    expect([box.minX, box.minY, box.maxX, box.maxY].map(Math.round)).toEqual([90, 30, 110, 70]);
  });

  it('is that of the vertices for everything else', () => {
    expect(annotationBox({ kind: 'arrow', geometry: [10, 40, 30, 20] })).toEqual({ minX: 10, minY: 20, maxX: 30, maxY: 40 });
    expect(annotationBox({ kind: 'text', geometry: [3, 4] })).toEqual({ minX: 3, minY: 4, maxX: 3, maxY: 4 });
  });

  it('moves with its shape', () => {
    const shapes = fc.oneof(
      axes.map((geometry) => ({ kind: 'ellipse' as const, geometry })),
      axes.map((geometry) => ({ kind: 'rectangle' as const, geometry })),
      vertices.map((geometry) => ({ kind: 'polygon' as const, geometry })),
    );
    fc.assert(
      fc.property(shapes, number, number, (shape, dx, dy) => {
        const [before, after] = [annotationBox(shape), annotationBox({ ...shape, geometry: movedGeometry(shape, dx, dy) })];
        expect(Math.abs(after.minX - before.minX - dx) + Math.abs(after.maxX - before.maxX - dx)).toBeLessThan(SLACK_PX);
        expect(Math.abs(after.minY - before.minY - dy) + Math.abs(after.maxY - before.maxY - dy)).toBeLessThan(SLACK_PX);
      }),
    );
  });
});

describe('frameCorners', () => {
  it('are clockwise from the top left of the upright frame, and turn with it', () => {
    expect(frameCorners([100, 50, 20, 10, 0])).toEqual([{ x: 80, y: 40 }, { x: 120, y: 40 }, { x: 120, y: 60 }, { x: 80, y: 60 }]);
    const [first] = frameCorners([100, 50, 20, 10, Math.PI / 2]);
    expect([first!.x, first!.y].map(Math.round)).toEqual([110, 30]);
  });
});

describe('isClosed', () => {
  it.each(['polygon', 'rectangle', 'ellipse'] as const)('a %s always is', (kind) => expect(isClosed({ kind, geometry: [0, 0, 1, 1, 0, 1] })).toBe(true));

  it.each(['point', 'text', 'line', 'arrow'] as const)('a %s never is', (kind) => expect(isClosed({ kind, geometry: [0, 0, 0, 0] })).toBe(false));

  it('a freehand stroke is where it ends in its first vertex, once it has an inside', () => {
    expect(isClosed({ kind: 'freehand', geometry: [0, 0, 5, 0, 5, 5, 0, 0] })).toBe(true);
    expect(isClosed({ kind: 'freehand', geometry: [0, 0, 5, 0, 5, 5, 0, 1] })).toBe(false);
    expect(isClosed({ kind: 'freehand', geometry: [0, 0, 5, 0, 5, 5, 1, 0] })).toBe(false);
    expect(isClosed({ kind: 'freehand', geometry: [0, 0, 5, 0, 0, 0] })).toBe(false);
  });
});

describe('measureOf', () => {
  it.each([
    ['a line by its length', { kind: 'line', geometry: [0, 0, 12, 8] }, { value: 5, unit: 'µm' }],
    ['an open stroke by its length', { kind: 'freehand', geometry: [0, 0, 400, 0, 400, 400] }, { value: 300, unit: 'µm' }],
    ['a closed stroke by its area', { kind: 'freehand', geometry: [0, 0, 40, 0, 40, 20, 0, 20, 0, 0] }, { value: 100, unit: 'µm²' }],
    ['a polygon by its area', { kind: 'polygon', geometry: [0, 0, 40, 0, 40, 20] }, { value: 50, unit: 'µm²' }],
    ['a rectangle by its area, however it is turned', { kind: 'rectangle', geometry: [9, 9, 20, 10, 0.7] }, { value: 100, unit: 'µm²' }],
  ] as const)('measures %s', (_what, { kind, geometry }, measure) => expect(measureOf({ kind, geometry: [...geometry] }, SLANTED)).toEqual(measure));

  it('measures an ellipse by its area', () => {
    expect(measureOf({ kind: 'ellipse', geometry: [0, 0, 20, 10, 0.7] })).toEqual({ value: 200 * Math.PI, unit: 'px²' });
  });

  it('gives no microns where the scale is unknown', () => {
    expect(measureOf({ kind: 'line', geometry: [0, 0, 3, 4] })).toEqual({ value: 5, unit: 'px' });
    expect(measureOf({ kind: 'polygon', geometry: [0, 0, 4, 0, 4, 2] })).toEqual({ value: 4, unit: 'px²' });
  });

  it.each([['point', [1, 2]], ['text', [1, 2]], ['arrow', [0, 0, 3, 4]]] as const)('does not measure a %s', (kind, geometry) =>
    expect(measureOf({ kind, geometry: [...geometry] }, SLANTED)).toBeUndefined());

  it('measures a turned rectangle as the polygon of its corners', () => {
    fc.assert(
      fc.property(axes, (geometry) => {
        const corners = frameCorners(geometry).flatMap(({ x, y }) => [x, y]);
        const [exact, byCorners] = [measureOf({ kind: 'rectangle', geometry })!.value, measureOf({ kind: 'polygon', geometry: corners })!.value];
        expect(Math.abs(exact - byCorners)).toBeLessThan(1e-3 + exact * 1e-9);
      }),
    );
  });
});

describe('movedGeometry', () => {
  it('moves the centre of a frame, and neither its axes nor its angle', () => {
    expect(movedGeometry({ kind: 'ellipse', geometry: [1, 2, 30, 40, 0.5] }, 10, 100)).toEqual([11, 102, 30, 40, 0.5]);
    expect(movedGeometry({ kind: 'rectangle', geometry: [1, 2, 30, 40, 0.5] }, 10, 100)).toEqual([11, 102, 30, 40, 0.5]);
  });

  it('moves every vertex of everything else, and leaves what it was given', () => {
    const geometry = [1, 2, 3, 4, 5, 6];
    expect(verticesOf(movedGeometry({ kind: 'polygon', geometry }, 10, 100))).toEqual([{ x: 11, y: 102 }, { x: 13, y: 104 }, { x: 15, y: 106 }]);
    expect(geometry).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps a closed stroke closed', () => {
    fc.assert(
      fc.property(vertices, number, number, (open, dx, dy) => {
        const geometry = [...open, open[0]!, open[1]!];
        expect(isClosed({ kind: 'freehand', geometry: movedGeometry({ kind: 'freehand', geometry }, dx, dy) })).toBe(true);
      }),
    );
  });
});
