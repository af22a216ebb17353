import { otsu } from './otsu.js';

const histogram = (...values: number[]): number[] => Array.from({ length: 16 }, (_, bin) => values.filter((value) => value === bin).length);

describe('otsu', () => {
  it('parts two heaps between them', () => {
    const bin = otsu(histogram(1, 2, 2, 3, 11, 12, 12, 13));
    expect(bin).toBeGreaterThan(3);
    expect(bin).toBeLessThanOrEqual(11);
  });

  it('has nothing to part in a single heap, or none', () => {
    expect([otsu(histogram(5, 5, 5)), otsu(histogram())]).toEqual([0, 0]);
  });
});
