import type { SlideView } from '@parfocal/shared/geometry';
import { mixView } from './glide';

/** Of each of two stages. A steady pan is shown twice this later; a hand that trembles four times a second, at a third of its width. */
const TIME_CONSTANT_MS = 55;
/** After a pause of the frames nothing leaps. */
const LONGEST_STEP_MS = 50;
const FIRST_STEP_MS = 1000 / 60;

/**
 * Follows a view that moves as a heavy thing on oil would: never past it, without a jerk, and in the end exactly there.
 * Whoever watches somebody else's restless hand gets seasick; two low-passes in a row are a critically damped spring.
 */
export class DampedView {
  private first: SlideView;
  private second: SlideView;
  private lastMs: number | undefined;

  constructor(at: SlideView) {
    this.first = this.second = at;
  }

  /** Where it is. */
  get view(): SlideView {
    return this.second;
  }

  /** Goes on towards `wanted`, of whose window it then is; returns whether it has arrived. */
  step(wanted: SlideView, nowMs: number): boolean {
    const elapsedMs = this.lastMs === undefined ? FIRST_STEP_MS : Math.min(LONGEST_STEP_MS, nowMs - this.lastMs);
    const share = 1 - Math.exp(-elapsedMs / TIME_CONSTANT_MS);
    this.first = mixView(this.first, wanted, share);
    this.second = mixView(this.second, this.first, share);
    const arrived = isSame(this.first, wanted) && isSame(this.second, wanted);
    if (arrived) this.first = this.second = wanted;
    // The next movement begins gently, however long it is until then.
    this.lastMs = arrived ? undefined : nowMs;
    return arrived;
  }
}

/** Less than a hundredth of a screen pixel apart. */
export const isSame = (a: SlideView, b: SlideView): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) < b.resolution / 100 &&
  Math.abs(a.resolution / b.resolution - 1) < 1e-6 &&
  Math.abs(a.rotation - b.rotation) < 1e-6 &&
  a.widthPx === b.widthPx &&
  a.heightPx === b.heightPx;
