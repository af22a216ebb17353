import { simplified, simplifiedTo, squaredDistanceToSegment } from './simplify';

const wave = Array.from({ length: 500 }, (_, i) => ({ x: i, y: 40 * Math.sin(i / 20) }));

describe('simplify', () => {
  it('keeps both ends and moves the line nowhere farther than the tolerance', () => {
    const fewer = simplified(wave, 0.7);
    expect(fewer[0]).toBe(wave[0]);
    expect(fewer.at(-1)).toBe(wave.at(-1));
    expect(fewer.length).toBeLessThan(100);
    for (const point of wave) {
      const distances = fewer.slice(1).map((end, i) => squaredDistanceToSegment(point, fewer[i]!, end));
      expect(Math.sqrt(Math.min(...distances))).toBeLessThanOrEqual(0.7 + 1e-9);
    }
  });

  it('makes a straight line of two points', () => {
    expect(simplified([{ x: 0, y: 0 }, { x: 5, y: 0.1 }, { x: 10, y: 0 }], 0.7)).toEqual([{ x: 0, y: 0 }, { x: 10, y: 0 }]);
  });

  it('keeps the shape of a ring, whose ends are one point', () => {
    const ring = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }, { x: 0, y: 0 }];
    expect(simplified(ring, 0.7)).toEqual(ring);
  });

  it('gives up detail until few enough vertices remain', () => {
    const fewer = simplifiedTo(wave, 0.01, 30);
    expect(fewer.length).toBeLessThanOrEqual(30);
    expect(fewer.length).toBeGreaterThan(8);
  });
});
