import { TileBytes } from './tile-bytes';
import { fetchTile, TileFailure } from './tile-fetch';

/** The view must rest this long: who is on the way somewhere wants the tiles there, not those beside the road. */
const REST_MS = 150;
/** Few at once, so that the next visible tile finds a free connection. */
const AT_ONCE = 2;
/** For one resting view. */
const MOST_REQUESTS = 96;
const MOST_BYTES = 8 * 2 ** 20;
/** Kept until somebody wants them. */
const KEPT_BYTES = 32 * 2 ** 20;
const KEPT_TILES = 1024;
/** After a refusal without a word on how long. */
const PAUSE_MS = 5_000;

const MOVED = new DOMException('The view moved on', 'AbortError');

export interface PrefetchOptions {
  /** Addresses worth having, the likeliest first. Asked once the view rests. */
  readonly plan: () => readonly string[];
  /** Whether every visible tile is there. */
  readonly isIdle: () => boolean;
  readonly fetch?: typeof fetchTile;
}

/**
 * Fetches what is likely to be wanted next, behind everything that can be seen: only while the view rests and is
 * complete, within a budget of requests and bytes a rest, and never for a hidden page or one that saves data.
 */
export class Prefetch {
  readonly ahead = new TileBytes(KEPT_BYTES, KEPT_TILES);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private aborting = new AbortController();
  private queue: string[] = [];
  private running = 0;
  private budget = { requests: 0, bytes: 0 };
  private pausedUntilMs = 0;

  constructor(private readonly options: PrefetchOptions) {
    document.addEventListener('visibilitychange', this.moved);
  }

  /** The view, the plane or the channels changed: nothing of the old plan is of use, and the next begins with a rest. */
  readonly moved = (): void => {
    if (this.queue.length > 0 || this.running > 0) {
      this.aborting.abort(MOVED);
      this.aborting = new AbortController();
      this.queue = [];
      this.running = 0;
    }
    clearTimeout(this.timer);
    this.timer = isWelcome() ? setTimeout(this.begin, REST_MS) : undefined;
  };

  /** Visible tiles came or are missing. */
  proceed(): void {
    const { signal } = this.aborting;
    while (this.running < AT_ONCE && this.queue.length > 0 && this.options.isIdle() && this.budget.requests > 0 && this.budget.bytes > 0) {
      this.running++;
      this.budget.requests--;
      void this.load(this.queue.shift()!, signal);
    }
  }

  dispose(): void {
    document.removeEventListener('visibilitychange', this.moved);
    clearTimeout(this.timer);
    this.aborting.abort(MOVED);
    this.queue = [];
  }

  private readonly begin = (): void => {
    const waitMs = this.pausedUntilMs - Date.now();
    if (waitMs > 0) {
      this.timer = setTimeout(this.begin, waitMs);
      return;
    }
    this.queue = this.options.plan().filter((url) => !this.ahead.has(url));
    this.budget = { requests: MOST_REQUESTS, bytes: MOST_BYTES };
    this.proceed();
  };

  private async load(url: string, signal: AbortSignal): Promise<void> {
    try {
      const blob = await (this.options.fetch ?? fetchTile)(url, signal, 'low');
      this.ahead.put(url, blob);
      this.budget.bytes -= blob?.size ?? 0;
    } catch (error) {
      if (signal.aborted) return;
      // What failed is asked for again when it is seen; a server that is busy is left alone.
      if (error instanceof TileFailure && (error.status === 503 || error.status === 429 || error.status === 0)) {
        this.pausedUntilMs = Date.now() + (error.waitMs ?? PAUSE_MS);
        this.queue = [];
      }
    }
    if (signal.aborted) return;
    this.running--;
    this.proceed();
  }
}

function isWelcome(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return document.visibilityState === 'visible' && connection?.saveData !== true;
}
