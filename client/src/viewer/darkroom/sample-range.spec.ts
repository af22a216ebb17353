import { rangeOf, someOf } from './sample-range';

describe('sample range', () => {
  it('leaves out the darkest fiftieth and the brightest thousandth', () => {
    const samples = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 10_000);
    expect(rangeOf(samples)).toEqual({ low: 200, high: 9990 });
  });

  it('is none where there is nothing to tell apart', () => {
    expect(rangeOf([])).toBeUndefined();
    expect(rangeOf([5, 5, 5])).toBeUndefined();
  });

  it('looks at some thousand samples of a tile, over all of it', () => {
    const some = someOf(Uint16Array.from({ length: 65_536 }, (_, i) => i));
    expect(some.length).toBe(4096);
    expect([some[0], some.at(-1)! > 65_000]).toEqual([0, true]);
    expect(someOf(Uint8Array.of(1, 2, 3))).toEqual([1, 2, 3]);
  });
});
