/**
 * Turns any number of requests into one run per interval: at once after a quiet interval, else when the interval is
 * over. Due times are planned from due times, so that a late timer does not slow the beat.
 */
export class Ticker {
  private dueMs = -Infinity;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly intervalMs: () => number,
    private readonly work: () => void,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  request(): void {
    if (this.cancel) return;
    const now = this.nowMs();
    this.dueMs = Math.max(now, this.dueMs + this.intervalMs());
    this.cancel = this.dueMs > now ? later(this.run, this.dueMs - now) : soon(this.run);
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private readonly run = (): void => {
    this.cancel = undefined;
    this.work();
  };
}

function later(run: () => void, waitMs: number): () => void {
  const timer = setTimeout(run, waitMs);
  return () => clearTimeout(timer);
}

/** After whatever else came in with this turn of the event loop. */
function soon(run: () => void): () => void {
  const immediate = setImmediate(run);
  return () => clearImmediate(immediate);
}
