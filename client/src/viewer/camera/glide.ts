import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import type { Motion } from './motion';
import { pinned, type ScreenPoint, toSlide } from './screen';

/** Time in which a glide covers two thirds of the zoom still wanted. Short enough to feel attached to the wheel. */
const TIME_CONSTANT_MS = 55;
/** As a logarithm of scale; the rest is taken at once. */
const CLOSE_ENOUGH = 5e-4;

/** A zoom that runs after a wanted scale, holding the slide point under the pointer. Wheel notches add up in it. */
export class ZoomGlide implements Motion {
  readonly cause = 'hand';
  readonly insists = true;
  private lastMs: number | undefined;
  private held: SlidePoint;

  constructor(view: SlideView, private wanted: number, private place: ScreenPoint) {
    this.held = toSlide(view, place);
  }

  /** The scale that it runs after, in level-0 pixels a CSS pixel. */
  get resolution(): number {
    return this.wanted;
  }

  /** Runs on after another scale, from what the camera shows now. */
  turnTo(view: SlideView, resolution: number, place: ScreenPoint): void {
    if (place.xPx !== this.place.xPx || place.yPx !== this.place.yPx) {
      this.place = place;
      this.held = toSlide(view, place);
    }
    this.wanted = resolution;
  }

  endsAt(from: SlideView): SlideView {
    return pinned({ ...from, resolution: this.wanted }, this.held, this.place);
  }

  step(from: SlideView, nowMs: number): { view: SlideView; arrived: boolean } {
    const elapsedMs = this.lastMs === undefined ? 1000 / 60 : nowMs - this.lastMs;
    this.lastMs = nowMs;
    const rest = Math.log(this.wanted / from.resolution) * Math.exp(-elapsedMs / TIME_CONSTANT_MS);
    const arrived = Math.abs(rest) < CLOSE_ENOUGH;
    const resolution = arrived ? this.wanted : this.wanted * Math.exp(-rest);
    return { view: pinned({ ...from, resolution }, this.held, this.place), arrived };
  }
}
