import { acrossPx, scaleBarOf } from './index.js';

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

describe('acrossPx', () => {
  const view = { x: 0, y: 0, resolution: 2, rotation: 0, widthPx: 10, heightPx: 10 };
  const mpp = { mppX: 0.25, mppY: 0.5 };

  it('is the side of a pixel that lies across', () => {
    expect(acrossPx(view, mpp)).toBe(0.5);
    expect(acrossPx({ ...view, rotation: Math.PI / 2 }, mpp)).toBeCloseTo(1, 12);
    expect(acrossPx({ ...view, rotation: -Math.PI / 6 }, mpp)).toBeCloseTo(2 * Math.hypot(0.25 * Math.cos(Math.PI / 6), 0.25), 12);
  });

  it('is in level-0 pixels where the scale is not known', () => {
    expect(acrossPx({ ...view, rotation: 1 })).toBe(2);
  });
});
