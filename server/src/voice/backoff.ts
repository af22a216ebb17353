/** Waits double from half a second to half a minute; a minute of good service forgives all failures. */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const FORGIVEN_AFTER_MS = 60_000;

/** A server that was killed lets go of its port a moment after the next one starts: that is no news for anyone. */
const HICCUPS = 2;

/** How long to wait before the next try of something that failed. */
export class Backoff {
  private failures = 0;
  private startedAtMs: number | undefined;

  started(nowMs: number): void {
    this.startedAtMs = nowMs;
  }

  /** True once it can no longer be taken for a hiccup. */
  get isStubborn(): boolean {
    return this.failures > HICCUPS;
  }

  /** In milliseconds. */
  failed(nowMs: number): number {
    if (this.startedAtMs !== undefined && nowMs - this.startedAtMs >= FORGIVEN_AFTER_MS) this.failures = 0;
    this.startedAtMs = undefined;
    return Math.min(FIRST_MS * 2 ** this.failures++, LONGEST_MS);
  }
}
