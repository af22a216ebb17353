import type { SlideView } from '@parfocal/shared/geometry';
import { DampedView } from './damped-view';

const at = (change: Partial<SlideView> = {}): SlideView => ({ x: 0, y: 0, resolution: 2, rotation: 0, widthPx: 400, heightPx: 300, ...change });

/** Follows for so long at so many frames a second. */
function follow(leader: (ms: number) => SlideView, hz: number, forMs: number): { damped: DampedView; path: SlideView[]; arrivedMs: number } {
  const damped = new DampedView(leader(0));
  const path: SlideView[] = [];
  let arrivedMs = Infinity;
  for (let frame = 0; (frame * 1000) / hz <= forMs; frame++) {
    const nowMs = (frame * 1000) / hz;
    if (damped.step(leader(nowMs), nowMs)) arrivedMs = Math.min(arrivedMs, nowMs);
    path.push(damped.view);
  }
  return { damped, path, arrivedMs };
}

describe('G10: a damped view', () => {
  const RATES = [30, 60, 144];
  const leap = (ms: number): SlideView => (ms === 0 ? at() : at({ x: 300, y: -90, resolution: 0.5, rotation: 1 }));

  it.each(RATES)('never goes past what it follows, and is exactly there in the end, at %i Hz', (hz) => {
    const { damped, path } = follow(leap, hz, 1_500);
    expect(damped.view).toEqual(leap(1));
    path.reduce((before, now) => {
      expect(now.x).toBeGreaterThanOrEqual(before.x);
      expect(now.x).toBeLessThanOrEqual(300);
      expect(now.resolution).toBeLessThanOrEqual(before.resolution);
      return now;
    });
  });

  it('takes the same time at any rate of frames', () => {
    const halfWayMs = RATES.map((hz) => (follow(leap, hz, 1_500).path.findIndex(({ x }) => x > 150) * 1000) / hz);
    expect(Math.max(...halfWayMs) - Math.min(...halfWayMs)).toBeLessThanOrEqual(1000 / 30 + 1);
  });

  it('shows little of a hand that trembles, and nearly all of one that moves on purpose', () => {
    const widthAt = (tremblesHz: number): number => {
      const xs = follow((ms) => at({ x: 100 * Math.sin((2 * Math.PI * tremblesHz * ms) / 1000) }), 60, 3_000).path.slice(60).map(({ x }) => x);
      return (Math.max(...xs) - Math.min(...xs)) / 200;
    };
    expect(widthAt(4)).toBeLessThan(0.4);
    expect(widthAt(8)).toBeLessThan(0.15);
    expect(widthAt(0.5)).toBeGreaterThan(0.9);
  });

  it('is a little behind a steady pan, and not more as it goes on', () => {
    const pxPerMs = 0.8;
    const { path } = follow((ms) => at({ x: pxPerMs * ms }), 60, 3_000);
    const lagMs = (3_000 * pxPerMs - path.at(-1)!.x) / pxPerMs;
    expect(lagMs).toBeGreaterThan(50);
    expect(lagMs).toBeLessThan(150);
  });

  it('does not leap after a pause of the frames, nor turn the long way round', () => {
    const damped = new DampedView(at({ rotation: 3 }));
    damped.step(at({ rotation: 3, x: 1 }), 0);
    damped.step(at({ rotation: 3, x: 1_000 }), 60_000);
    expect(damped.view.x).toBeLessThan(500);
    const turning = new DampedView(at({ rotation: 3 }));
    turning.step(at({ rotation: -3 }), 0);
    expect(turning.view.rotation).toBeGreaterThan(3);
  });
});
