/** Waits double from half a second to half a minute; a minute of good service forgives all failures. */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const FORGIVEN_AFTER_MS = 60_000;

/** How long to wait before the next try of something that failed. */
export class Backoff {
  private failures = 0;
  private startedAtMs: number | undefined;

  started(nowMs: number): void {
    this.startedAtMs = nowMs;
  }

  /** In milliseconds. */
  failed(nowMs: number): number {
    if (this.startedAtMs !== undefined && nowMs - this.startedAtMs >= FORGIVEN_AFTER_MS) this.failures = 0;
    this.startedAtMs = undefined;
    return Math.min(FIRST_MS * 2 ** this.failures++, LONGEST_MS);
  }
}
