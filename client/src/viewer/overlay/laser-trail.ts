import type { SlidePoint } from '@parfocal/shared/geometry';

/** How long a place of the trail is seen. */
const TRAIL_MS = 900;
/** Bounds what is kept of a hand that never rests, at more places a second than any screen has frames. */
const MOST = 240;

interface Place {
  readonly at: SlidePoint;
  readonly ms: number;
}

/** A stretch of a trail; `age` from 0, now, to 1, gone. */
export interface Stretch {
  readonly from: SlidePoint;
  readonly to: SlidePoint;
  readonly age: number;
}

/** Where a laser has been for the last moment, on the slide. */
export class LaserTrail {
  private places: Place[] = [];

  constructor(readonly colour: string) {}

  /** Where the laser is now; nothing once it is off, and the rest of its trail fades. */
  move(at: SlidePoint | undefined, nowMs: number): void {
    this.places = this.places.filter(({ ms }) => nowMs - ms < TRAIL_MS).slice(-MOST);
    if (at) this.places.push({ at, ms: nowMs });
  }

  get isGone(): boolean {
    return this.places.length === 0;
  }

  stretches(nowMs: number): Stretch[] {
    return this.places.slice(1).map(({ at, ms }, i) => ({ from: this.places[i]!.at, to: at, age: Math.min(1, (nowMs - ms) / TRAIL_MS) }));
  }
}
