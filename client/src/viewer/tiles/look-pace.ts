import type { TileLook } from './tile-look';

/** While one look is being painted, the next waits for it, but no longer than this: a slow network must not hold a slider. */
const LONGEST_WAIT_MS = 300;
/** A look whose tiles were not even asked for yet cannot be told from one that is complete. */
const SHORTEST_MS = 50;

export interface LookPaceOptions {
  readonly first: TileLook;
  readonly isLoading: () => boolean;
  readonly show: (look: TileLook) => void;
  readonly nowMs?: () => number;
}

/**
 * How fast looks follow each other while a slider is dragged: the newest is shown once the last one is complete. Without
 * this each step would take back the tiles of the one before, and nothing would be seen until the hand rests.
 */
export class LookPace {
  private current: TileLook;
  private wanted: TileLook;
  private shownAtMs = -Infinity;
  /** OpenLayers forgets all tiles when a source changes to and fro between two frames. */
  private painted = true;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LookPaceOptions) {
    this.current = this.wanted = options.first;
  }

  get now(): TileLook {
    return this.current;
  }

  get isBehind(): boolean {
    return this.current !== this.wanted;
  }

  want(look: TileLook): void {
    this.wanted = look.key === this.current.key ? this.current : look;
    this.go();
  }

  /** A frame was painted, or a tile has come. */
  go(painted = false): void {
    this.painted ||= painted;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.isBehind || !this.painted) return;
    const waitedMs = this.nowMs - this.shownAtMs;
    const waitMs = (this.options.isLoading() ? LONGEST_WAIT_MS : SHORTEST_MS) - waitedMs;
    if (waitMs > 0) {
      this.timer = setTimeout(() => this.go(), waitMs);
      return;
    }
    this.current = this.wanted;
    this.shownAtMs = this.nowMs;
    this.painted = false;
    this.options.show(this.current);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.wanted = this.current;
  }

  private get nowMs(): number {
    return this.options.nowMs?.() ?? performance.now();
  }
}
