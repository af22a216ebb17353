import { isInk, RULER, touchesRuler } from './ruler.js';

const TICK_Y = RULER.insetPx + RULER.tickPx - 1;
const MM_TICK_Y = RULER.insetPx + RULER.mmTickPx - 1;

describe('ruler', () => {
  it('stands on whole hundreds of microns: 400 px at 0.25 µm', () => {
    expect(RULER.tickSpacingPx * RULER.mpp).toBe(100);
    for (const tick of [1, 2, 9, 249]) {
      const inked = Array.from({ length: 20 }, (_, i) => tick * 400 - 10 + i).filter((x) => isInk(x, TICK_Y));
      expect(inked).toEqual([tick * 400 - 2, tick * 400 - 1, tick * 400, tick * 400 + 1]);
    }
  });

  it('has longer ticks at millimetres only', () => {
    expect([isInk(4000, MM_TICK_Y), isInk(3600, MM_TICK_Y), isInk(8000, MM_TICK_Y)]).toEqual([true, false, true]);
  });

  it('is the same along the left edge', () => {
    for (let i = 0; i < 5000; i += 7) expect(isInk(TICK_Y, i)).toBe(isInk(i, TICK_Y));
  });

  it('is nowhere outside the squares it says it touches', () => {
    for (const [x0, y0] of [[512, 512], [4000, 512], [99_000, 4000]] as const) {
      expect(touchesRuler(x0, y0)).toBe(false);
      for (let y = y0; y < y0 + 64; y++) for (let x = x0; x < x0 + 64; x++) expect(isInk(x, y)).toBe(false);
    }
  });
});
