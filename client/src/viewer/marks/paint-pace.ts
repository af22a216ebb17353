/** Frames at least this far apart, in milliseconds, are late; closer ones leave room for more. */
const LATE_MS = 26;
const EARLY_MS = 20;

/** How much may be painted in a frame, in whatever the painter counts: at first, at least, and at most. */
export interface Pace {
  readonly first: number;
  readonly least: number;
  /** Painting runs behind the calls, so a pace without an end would first fill its queue and then stall for seconds. */
  readonly most: number;
}

/** Vertices of paths on a canvas. */
export const CANVAS_PACE: Pace = { first: 5_000, least: 1_000, most: 24_000 };
/** Quads of a graphics card. */
export const CARD_PACE: Pace = { first: 30_000, least: 5_000, most: 2_000_000 };
/** Quads of a program that does a graphics card's work. */
export const SOFTWARE_PACE: Pace = { first: 2_000, least: 1_000, most: 4_000 };

/**
 * How much may be painted in one frame. A canvas only notes what it is told and is painted later, elsewhere, so that no
 * clock around the calls tells their cost; the frames that come late do.
 */
export class PaintPace {
  private now: number;
  private last: { readonly nowMs: number; readonly amount: number } | undefined;

  constructor(private readonly pace: Pace) {
    this.now = pace.first;
  }

  get perFrame(): number {
    return this.now;
  }

  /** What was painted in the frame of `nowMs`. */
  painted(nowMs: number, amount: number): void {
    const { last } = this;
    this.last = { nowMs, amount };
    if (!last || last.amount < this.now / 2) return;
    const gapMs = nowMs - last.nowMs;
    if (gapMs > LATE_MS) this.now = Math.max(this.pace.least, this.now * 0.6);
    else if (gapMs < EARLY_MS) this.now = Math.min(this.pace.most, this.now * 1.1);
  }
}
