import { toScreen } from '@parfocal/shared/geometry';
import { between } from './flight';
import { ZoomGlide } from './glide';
import { Pinch } from './pinch';
import { toSlide } from './screen';

const view = { x: 1000, y: 1000, resolution: 4, rotation: 0.5, widthPx: 800, heightPx: 600 };

describe('motions', () => {
  it('a flight that zooms keeps the point that both views show at the same place', () => {
    const target = { ...view, x: 1300, y: 900, resolution: 1, rotation: 0.5 };
    // Solve for the point that does not move: it divides the centres in the ratio of the scales.
    const fixed = { x: (target.x * 4 - view.x) / 3, y: (target.y * 4 - view.y) / 3 };
    const before = toScreen(view, fixed);
    for (const share of [0.25, 0.5, 0.9]) {
      const { x, y } = toScreen(between(view, target, share), fixed);
      expect(x).toBeCloseTo(before.x, 6);
      expect(y).toBeCloseTo(before.y, 6);
    }
  });

  it('a flight turns the short way', () => {
    expect(between({ ...view, rotation: 3 }, { ...view, rotation: -3 }, 0.5).rotation).toBeCloseTo(Math.PI, 9);
  });

  it('a zoom holds what lies under the pointer and arrives at the wanted scale', () => {
    const place = { xPx: 100, yPx: 500 };
    const held = toSlide(view, place);
    const glide = new ZoomGlide(view, 1, place);
    let now = view;
    for (let nowMs = 0, arrived = false; !arrived; nowMs += 16) {
      ({ view: now, arrived } = glide.step(now, nowMs));
      const { x, y } = toScreen(now, held);
      expect(x).toBeCloseTo(100, 6);
      expect(y).toBeCloseTo(500, 6);
      expect(nowMs).toBeLessThan(1_000);
    }
    expect(now.resolution).toBe(1);
  });

  it('a pinch keeps both fingers on their spots once it turns', () => {
    const [a, b] = [{ xPx: 300, yPx: 300 }, { xPx: 500, yPx: 300 }];
    const pinch = new Pinch(view, a, b);
    const wider = pinch.view(view, { xPx: 200, yPx: 300 }, { xPx: 600, yPx: 300 });
    expect(wider.resolution).toBeCloseTo(2, 9);
    expect(wider.rotation).toBe(0.5);
    for (const [finger, spot] of [[a, { xPx: 200, yPx: 300 }], [b, { xPx: 600, yPx: 300 }]] as const) {
      const { x, y } = toScreen(wider, toSlide(view, finger));
      expect([Math.round(x), Math.round(y)]).toEqual([spot.xPx, spot.yPx]);
    }
  });

  it('a pinch turns the way the fingers do, in a mirror too', () => {
    const mirrored = { ...view, isFlipped: true };
    const [a, b] = [{ xPx: 300, yPx: 300 }, { xPx: 500, yPx: 300 }];
    const pinch = new Pinch(mirrored, a, b);
    const fingers = [{ xPx: 400 - 100 * Math.cos(1), yPx: 300 - 100 * Math.sin(1) }, { xPx: 400 + 100 * Math.cos(1), yPx: 300 + 100 * Math.sin(1) }] as const;
    const now = pinch.view(mirrored, ...fingers);
    // A quarter of a radian is the slack before it turns at all.
    const along = (place: typeof a): number => {
      const [from, to] = [toScreen(now, toSlide(mirrored, { xPx: 400, yPx: 300 })), toScreen(now, toSlide(mirrored, place))];
      return Math.atan2(to.y - from.y, to.x - from.x);
    };
    expect(along(b)).toBeCloseTo(0.75, 9);
  });

  it('a pinch does not turn for a small angle, and does not jump when it begins to', () => {
    const pinch = new Pinch(view, { xPx: 300, yPx: 300 }, { xPx: 500, yPx: 300 });
    const turnedBy = (angle: number) => pinch.view(view, { xPx: 400 - 100 * Math.cos(angle), yPx: 300 - 100 * Math.sin(angle) }, { xPx: 400 + 100 * Math.cos(angle), yPx: 300 + 100 * Math.sin(angle) }).rotation;
    expect(turnedBy(0.2)).toBe(0.5);
    expect(turnedBy(0.26)).toBeCloseTo(0.51, 9);
    expect(turnedBy(1)).toBeCloseTo(1.25, 9);
  });
});
