import { between, isWithin, merged } from './ranges.js';

const ranges = merged([{ from: 20, to: 30 }, { from: 0, to: 8 }, { from: 8, to: 10 }, { from: 25, to: 28 }, { from: 40, to: 40 }, { from: 60, to: 50 }]);

describe('ranges', () => {
  it('are sorted and made one where they touch; empty and impossible ones go', () => expect(ranges).toEqual([{ from: 0, to: 10 }, { from: 20, to: 30 }]));

  it('leave gaps, up to the end of the file and not past it', () => {
    expect(between(ranges, 100)).toEqual([{ from: 10, to: 20 }, { from: 30, to: 100 }]);
    expect(between(ranges, 30)).toEqual([{ from: 10, to: 20 }]);
    expect(between(ranges, 15)).toEqual([{ from: 10, to: 15 }]);
    expect(between([], 5)).toEqual([{ from: 0, to: 5 }]);
  });

  it.each([[0, true], [9, true], [10, false], [19, false], [20, true], [30, false]])('know of %j: %j', (at, within) => expect(isWithin(ranges, at)).toBe(within));
});
