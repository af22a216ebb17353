import { scaleBarOf } from './scale-bar';

describe('scaleBarOf', () => {
  it.each([
    [1, 112, 100, 100],
    [0.25, 112, 20, 80],
    [0.5, 112, 50, 100],
    [4, 112, 200, 50],
    [0.009, 112, 1, 111.1],
  ])('at %p µm a pixel in %p px says %p µm, %p px long', (perPx, roomPx, value, widthPx) => {
    const bar = scaleBarOf(perPx, 'µm', roomPx);
    expect(bar.length).toEqual({ value: expect.closeTo(value), unit: 'µm' });
    expect(bar.widthPx).toBeCloseTo(widthPx, 1);
  });

  it('always fits and never shrinks below two fifths of the room', () => {
    for (let perPx = 0.001; perPx < 1e5; perPx *= 1.07) {
      const { widthPx } = scaleBarOf(perPx, 'px', 112);
      expect(widthPx).toBeLessThanOrEqual(112.000001);
      expect(widthPx).toBeGreaterThan(112 * 0.39);
    }
  });
});
