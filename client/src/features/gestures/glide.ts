import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';

/** A glide lasts as long as the last message took to come, within these bounds. */
const SHORTEST_MS = 16;
const LONGEST_MS = 120;

interface Leg<T> {
  readonly from: T;
  readonly to: T;
  readonly startMs: number;
  readonly durationMs: number;
}

/**
 * Moves from one received value to the next at the pace they arrive, so that 30 messages a second look like 60
 * frames. One message of delay buys smoothness; the last value is always reached exactly.
 */
export class Glide<T> {
  private leg: Leg<T> | undefined;
  private receivedMs = -Infinity;

  /** Where `isCut` says so, it is there at once. */
  constructor(
    private readonly mix: (from: T, to: T, share: number) => T,
    private readonly isCut: (from: T, to: T) => boolean = () => false,
  ) {}

  receive(value: T, nowMs: number): void {
    const sinceMs = nowMs - this.receivedMs;
    this.receivedMs = nowMs;
    const from = this.at(nowMs);
    // After a rest there is nothing to catch up with: glide over one short leg.
    const durationMs = from === undefined || this.isCut(from, value) ? 0 : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, sinceMs));
    this.leg = { from: from ?? value, to: value, startMs: nowMs, durationMs };
  }

  /** Where it is at `nowMs`; `undefined` before the first value. */
  at(nowMs: number): T | undefined {
    if (!this.leg) return undefined;
    const { from, to, startMs, durationMs } = this.leg;
    const share = durationMs === 0 ? 1 : (nowMs - startMs) / durationMs;
    return share >= 1 ? to : this.mix(from, to, Math.max(0, share));
  }

  /** Whether it is elsewhere a moment later. */
  moves(nowMs: number): boolean {
    return this.leg !== undefined && nowMs < this.leg.startMs + this.leg.durationMs;
  }
}

export const mixPoint = (a: SlidePoint, b: SlidePoint, share: number): SlidePoint => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/** Magnification glides by its logarithm, rotation the short way round; the window's size does not glide. */
export function mixView(a: SlideView, b: SlideView, share: number): SlideView {
  const turn = Math.atan2(Math.sin(b.rotation - a.rotation), Math.cos(b.rotation - a.rotation));
  return {
    ...b,
    ...mixPoint(a, b, share),
    resolution: Math.exp(Math.log(a.resolution) + (Math.log(b.resolution) - Math.log(a.resolution)) * share),
    rotation: a.rotation + turn * share,
  };
}
