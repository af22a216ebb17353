const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** One failure may be a hiccup; when the second try fails too, the person is told. */
const TRIES_BEFORE_TROUBLE = 2;

interface Failing {
  tries: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Failed tiles, tried again ever more rarely for as long as the view needs them. `K` names a tile. */
export class TileRetries<K> {
  private readonly failing = new Map<K, Failing>();

  /** `again` lets a tile be asked for again; `onChange` follows every change of `trouble` and `size`. */
  constructor(private readonly again: (tile: K) => void, private readonly onChange: () => void) {}

  get size(): number {
    return this.failing.size;
  }

  get waiting(): Iterable<K> {
    return this.failing.keys();
  }

  get trouble(): boolean {
    for (const { tries } of this.failing.values()) if (tries >= TRIES_BEFORE_TROUBLE) return true;
    return false;
  }

  /** `waitMs`: how long the server asked to be left alone. */
  failed(tile: K, waitMs = 0): void {
    const entry = this.failing.get(tile) ?? { tries: 0, timer: undefined };
    this.failing.set(tile, entry);
    entry.tries++;
    // Spread out: everybody who was turned away at once must not come back at once.
    const spread = Math.random() / 2;
    const delayMs = Math.max(Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (entry.tries - 1)) * (0.75 + spread), waitMs * (1 + spread));
    entry.timer = setTimeout(() => this.retry(tile, entry), delayMs);
    this.onChange();
  }

  came(tile: K): void {
    const entry = this.failing.get(tile);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.failing.delete(tile);
    this.onChange();
  }

  /** The network is back: everything at once. */
  retryNow(): void {
    for (const [tile, entry] of this.failing) if (entry.timer !== undefined) this.retry(tile, entry);
  }

  /** Forgets the tiles that are not needed any more; they may be asked for afresh. */
  keep(needed: (tile: K) => boolean): void {
    for (const [tile, entry] of [...this.failing]) {
      if (needed(tile)) continue;
      clearTimeout(entry.timer);
      this.failing.delete(tile);
      this.again(tile);
      this.onChange();
    }
  }

  dispose(): void {
    for (const { timer } of this.failing.values()) clearTimeout(timer);
    this.failing.clear();
  }

  private retry(tile: K, entry: Failing): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    this.again(tile);
  }
}
