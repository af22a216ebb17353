import { handedness, type SlideView } from '@parfocal/shared/geometry';
import { normalAngle, pinned, type ScreenPoint, toSlide } from './screen';

/** Fingers must turn this far before the slide does: most pinches are not meant to turn it. */
const TURN_THRESHOLD_RAD = 0.25;

/** Two fingers on the slide: what was between them at the start stays between them. */
export class Pinch {
  private readonly held;
  private readonly spread: number;
  private readonly angle: number;
  private readonly start: SlideView;
  /** The turn that was needed to pass the threshold, so that the slide does not jump there. */
  private slack: number | undefined;

  constructor(view: SlideView, a: ScreenPoint, b: ScreenPoint) {
    this.start = view;
    this.held = toSlide(view, middle(a, b));
    this.spread = spread(a, b);
    this.angle = angle(a, b);
  }

  view(now: SlideView, a: ScreenPoint, b: ScreenPoint): SlideView {
    const turn = normalAngle(handedness(now) * (angle(a, b) - this.angle));
    if (this.slack === undefined && Math.abs(turn) > TURN_THRESHOLD_RAD) this.slack = Math.sign(turn) * TURN_THRESHOLD_RAD;
    const rotation = this.slack === undefined ? this.start.rotation : normalAngle(this.start.rotation + turn - this.slack);
    const resolution = (this.start.resolution * this.spread) / spread(a, b);
    return pinned({ ...now, resolution, rotation }, this.held, middle(a, b));
  }
}

const middle = (a: ScreenPoint, b: ScreenPoint): ScreenPoint => ({ xPx: (a.xPx + b.xPx) / 2, yPx: (a.yPx + b.yPx) / 2 });
/** Never 0: fingers that meet would zoom without end. */
const spread = (a: ScreenPoint, b: ScreenPoint): number => Math.max(20, Math.hypot(b.xPx - a.xPx, b.yPx - a.yPx));
const angle = (a: ScreenPoint, b: ScreenPoint): number => Math.atan2(b.yPx - a.yPx, b.xPx - a.xPx);
