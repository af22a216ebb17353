/** Frames at least this far apart, in milliseconds, are late; closer ones leave room for more. */
const LATE_MS = 26;
const EARLY_MS = 20;
const LEAST = 1_000;
/** Painting runs behind the calls, so a pace without an end would first fill its queue and then stall for seconds. */
const MOST = 24_000;

/**
 * How many vertices may be painted in one frame. A canvas only notes what it is told and is painted later, elsewhere,
 * so that no clock around the calls tells their cost; the frames that come late do.
 */
export class PaintPace {
  private perFrame = 5_000;
  private last: { readonly nowMs: number; readonly vertices: number } | undefined;

  get vertices(): number {
    return this.perFrame;
  }

  /** What was painted in the frame of `nowMs`. */
  painted(nowMs: number, vertices: number): void {
    const { last } = this;
    this.last = { nowMs, vertices };
    if (!last || last.vertices < this.perFrame / 2) return;
    const gapMs = nowMs - last.nowMs;
    if (gapMs > LATE_MS) this.perFrame = Math.max(LEAST, this.perFrame * 0.6);
    else if (gapMs < EARLY_MS) this.perFrame = Math.min(MOST, this.perFrame * 1.1);
  }
}
