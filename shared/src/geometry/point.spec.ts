import fc from 'fast-check';
import { boxOf, centreOf, distancePx, turned } from './index.js';

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const angle = fc.double({ min: -20, max: 20, noNaN: true });
const close = (a: { x: number; y: number }, b: { x: number; y: number }): void => expect(distancePx(a, b)).toBeLessThan(1e-6);

describe('turned', () => {
  it('turns clockwise on the screen, where y points down', () => {
    close(turned({ x: 11, y: 10 }, { x: 10, y: 10 }, Math.PI / 2), { x: 10, y: 11 });
    close(turned({ x: 10, y: 11 }, { x: 10, y: 10 }, Math.PI / 2), { x: 9, y: 10 });
  });

  it('keeps the distance to the pivot, and back is back', () => {
    fc.assert(
      fc.property(point, point, angle, (one, pivot, by) => {
        const there = turned(one, pivot, by);
        expect(Math.abs(distancePx(there, pivot) - distancePx(one, pivot))).toBeLessThan(1e-6);
        close(turned(there, pivot, -by), one);
      }),
    );
  });
});

describe('boxOf', () => {
  it('holds every point, with one on each side', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), (points) => {
        const { minX, minY, maxX, maxY } = boxOf(points);
        expect(points.every(({ x, y }) => x >= minX && x <= maxX && y >= minY && y <= maxY)).toBe(true);
        for (const side of [minX, maxX]) expect(points.some(({ x }) => x === side)).toBe(true);
        for (const side of [minY, maxY]) expect(points.some(({ y }) => y === side)).toBe(true);
      }),
    );
  });

  it('bears a stroke of as many vertices as one may have', () => {
    const stroke = Array.from({ length: 20_000 }, (_, i) => ({ x: i, y: 5 - i }));
    expect(boxOf(stroke)).toEqual({ minX: 0, minY: -19_994, maxX: 19_999, maxY: 5 });
  });

  it('has its centre in the middle', () => {
    expect(centreOf({ minX: 10, minY: -4, maxX: 20, maxY: 4 })).toEqual({ x: 15, y: 0 });
  });
});
