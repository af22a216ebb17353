import type { ScreenPoint } from '../camera/screen';

/** Only the last moments of a drag decide how the slide is thrown: who stops before letting go does not throw. */
const WINDOW_MS = 80;

/** The speed of a pointer, in CSS pixels per millisecond. */
export class Speed {
  private trail: { xPx: number; yPx: number; timeMs: number }[] = [];

  add({ xPx, yPx }: ScreenPoint, timeMs: number): void {
    this.trail.push({ xPx, yPx, timeMs });
    this.trail = this.trail.filter((point) => timeMs - point.timeMs <= WINDOW_MS);
  }

  at(timeMs: number): { xPxPerMs: number; yPxPerMs: number } {
    const [first, last] = [this.trail[0], this.trail.at(-1)];
    if (!first || !last || timeMs - last.timeMs > WINDOW_MS / 2 || last.timeMs <= first.timeMs) return { xPxPerMs: 0, yPxPerMs: 0 };
    const elapsedMs = last.timeMs - first.timeMs;
    return { xPxPerMs: (last.xPx - first.xPx) / elapsedMs, yPxPerMs: (last.yPx - first.yPx) / elapsedMs };
  }
}
