import { listWindow, rowTop } from './list-window';

describe('listWindow', () => {
  const place = { count: 1_000, rowPx: 50, open: undefined };

  it('draws what is seen and a little more, and leaves room for the rest', () => {
    expect(listWindow(place, 0, 500)).toEqual({ from: 0, to: 19, abovePx: 0, belowPx: 981 * 50 });
    const middle = listWindow(place, 25_000, 500);
    expect([middle.from <= 500, middle.to >= 510, middle.to - middle.from < 40]).toEqual([true, true, true]);
  });

  it.each([undefined, { index: 3, morePx: 300 }, { index: 500, morePx: 900 }, { index: 999, morePx: 40 }])('is as tall as all rows wherever it is scrolled to, with %p open', (open) => {
    const here = { ...place, open };
    for (const scrolledPx of [0, 120, 24_990, 25_500, 60_000]) {
      const { from, to, abovePx, belowPx } = listWindow(here, scrolledPx, 500);
      const drawnPx = (to - from) * 50 + (open && open.index >= from && open.index < to ? open.morePx : 0);
      expect(abovePx + drawnPx + belowPx).toBe(50_000 + (open?.morePx ?? 0));
      // What is seen is drawn.
      expect(rowTop(here, from)).toBeLessThanOrEqual(Math.min(scrolledPx, abovePx));
      expect(rowTop(here, to)).toBeGreaterThanOrEqual(Math.min(scrolledPx + 500, 50_000));
    }
  });

  it('draws nothing of an empty list', () => {
    expect(listWindow({ ...place, count: 0 }, 0, 500)).toEqual({ from: 0, to: 0, abovePx: 0, belowPx: 0 });
  });
});
