import fc from 'fast-check';
import { carriedPoint, carriedView, chained, inverseOf, type Similarity, similarityOfPairs, similarityOfViews, type SlidePoint, type SlideView, toScreen } from './index.js';

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const point = fc.record({ x: number(-1e5, 1e5), y: number(-1e5, 1e5) });
const similarity: fc.Arbitrary<Similarity> = fc.record({ scale: number(0.1, 10), rotation: number(-3, 3), dx: number(-1e5, 1e5), dy: number(-1e5, 1e5) });
const view: fc.Arbitrary<SlideView> = fc.record({ x: number(0, 1e5), y: number(0, 1e5), resolution: number(0.1, 64), rotation: number(-3, 3), widthPx: fc.constant(800), heightPx: fc.constant(600) });

const near = (a: SlidePoint, b: SlidePoint, within = 1e-4): void => {
  expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(within);
};

describe('similarity', () => {
  it('turns clockwise on the screen, then scales, then moves', () => {
    near(carriedPoint({ scale: 2, rotation: Math.PI / 2, dx: 10, dy: 20 }, { x: 3, y: 0 }), { x: 10, y: 26 });
  });

  it('comes back by its inverse, and goes two ways as by one', () => {
    fc.assert(fc.property(similarity, similarity, point, (a, b, p) => {
      near(carriedPoint(inverseOf(a), carriedPoint(a, p)), p);
      near(carriedPoint(chained(a, b), p), carriedPoint(b, carriedPoint(a, p)), 1e-3);
    }));
  });

  it('carries a view so that the same tissue lies at the same place of the window', () => {
    fc.assert(fc.property(similarity, view, point, (by, from, p) => {
      near(toScreen(carriedView(by, from), carriedPoint(by, p)), toScreen(from, p), 1e-2);
    }));
  });

  it('is told by two views that show the same', () => {
    fc.assert(fc.property(similarity, view, point, (by, from, p) => {
      near(carriedPoint(similarityOfViews(from, carriedView(by, from)), p), carriedPoint(by, p), 1e-2);
    }));
  });
});

describe('similarityOfPairs', () => {
  it('finds the map that two pairs of landmarks were made by', () => {
    const far = fc.tuple(point, point).filter(([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) > 100);
    fc.assert(fc.property(similarity, far, point, (by, landmarks, p) => {
      const found = similarityOfPairs(landmarks.map((from) => ({ from, to: carriedPoint(by, from) })));
      // A landmark that is off by a rounding is off by more as far away as `p` is.
      near(carriedPoint(found!, p), carriedPoint(by, p), 0.1);
    }));
  });

  it('lies between more than two that do not agree', () => {
    const pairs = [[0, 0, 0, 1], [100, 0, 100, -1], [0, 100, 0, 101], [100, 100, 100, 99]].map(([x, y, u, v]) => ({ from: { x: x!, y: y! }, to: { x: u!, y: v! } }));
    const { scale, dx, dy } = similarityOfPairs(pairs)!;
    expect(scale).toBeCloseTo(1, 3);
    expect(dx).toBeCloseTo(-0.5, 1);
    expect(dy).toBeCloseTo(0.5, 1);
  });

  it.each([
    ['no pair', []],
    ['one pair', [{ from: { x: 1, y: 2 }, to: { x: 3, y: 4 } }]],
    ['landmarks on one spot of the first slide', [{ from: { x: 5, y: 5 }, to: { x: 0, y: 0 } }, { from: { x: 5, y: 5 }, to: { x: 900, y: 0 } }]],
    ['landmarks on one spot of the second slide', [{ from: { x: 0, y: 0 }, to: { x: 5, y: 5 } }, { from: { x: 900, y: 0 }, to: { x: 6, y: 5 } }]],
    ['what is no number', [{ from: { x: NaN, y: 0 }, to: { x: 0, y: 0 } }, { from: { x: 900, y: 0 }, to: { x: 900, y: 0 } }]],
    ['what is past all numbers', [{ from: { x: 0, y: 0 }, to: { x: Infinity, y: 0 } }, { from: { x: 900, y: 0 }, to: { x: 900, y: 0 } }]],
  ])('answers nothing to %s', (_, pairs) => {
    expect(similarityOfPairs(pairs)).toBeUndefined();
  });
});
