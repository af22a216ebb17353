import type { ScreenPoint } from '../camera/screen';

const WITHIN_MS = 350;
const WITHIN_PX = 8;
const TOUCH_WITHIN_PX = 24;

/** Counts presses in the same place: browsers count clicks only after the release, and for touch not at all. */
export class Taps {
  private last: { place: ScreenPoint; timeMs: number; taps: number } | undefined;

  press(place: ScreenPoint, timeMs: number, touch: boolean): number {
    const { last } = this;
    const near = last && timeMs - last.timeMs <= WITHIN_MS && Math.hypot(place.xPx - last.place.xPx, place.yPx - last.place.yPx) <= (touch ? TOUCH_WITHIN_PX : WITHIN_PX);
    const taps = near && last.taps === 1 ? 2 : 1;
    this.last = { place, timeMs, taps };
    return taps;
  }
}
