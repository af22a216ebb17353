import { toSlide } from './screen';
import type { Motion } from './motion';

/** Time in which a thrown slide loses two thirds of its speed. */
const TIME_CONSTANT_MS = 220;
const SLOWEST_PX_PER_MS = 0.02;

/** The slide slides on after it was let go at a speed, in CSS pixels per millisecond on the screen. */
export function coast(xPxPerMs: number, yPxPerMs: number): Motion {
  let [vx, vy] = [xPxPerMs, yPxPerMs];
  let lastMs: number | undefined;
  return {
    cause: 'hand',
    endsAt: (from) => ({ ...from, ...toSlide(from, { xPx: from.widthPx / 2 - vx * TIME_CONSTANT_MS, yPx: from.heightPx / 2 - vy * TIME_CONSTANT_MS }) }),
    step(from, nowMs) {
      const elapsedMs = lastMs === undefined ? 1000 / 60 : nowMs - lastMs;
      lastMs = nowMs;
      const centre = toSlide(from, { xPx: from.widthPx / 2 - vx * elapsedMs, yPx: from.heightPx / 2 - vy * elapsedMs });
      const kept = Math.exp(-elapsedMs / TIME_CONSTANT_MS);
      [vx, vy] = [vx * kept, vy * kept];
      return { view: { ...from, ...centre }, arrived: Math.hypot(vx, vy) < SLOWEST_PX_PER_MS };
    },
  };
}
