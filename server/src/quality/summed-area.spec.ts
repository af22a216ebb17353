import { SummedArea } from './summed-area.js';

describe('SummedArea', () => {
  // 1 . . 1
  // . 1 1 .
  const area = new SummedArea(4, 2, Uint8Array.of(1, 0, 0, 1, 0, 1, 1, 0), (value) => value === 1);

  it('counts the pixels that a box touches', () => {
    expect(area.in(0, 0, 1, 1)).toEqual({ count: 4, area: 8 });
    expect(area.in(0.25, 0.5, 0.75, 1)).toEqual({ count: 2, area: 2 });
    expect(area.in(0.3, 0, 0.4, 0.5)).toEqual({ count: 0, area: 1 });
  });

  it('has at least one pixel for the smallest box, also at the far edge', () => {
    expect(area.in(1, 1, 1, 1)).toEqual({ count: 0, area: 1 });
    expect(area.in(0, 0, 0, 0)).toEqual({ count: 1, area: 1 });
  });
});
