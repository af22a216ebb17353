import type { TileBytes } from './tile-bytes';
import { fetchTile } from './tile-fetch';

/** Beside the tiles of the window, which have most of the line. */
const AT_ONCE = 6;
/** A window's worth on a large screen. */
const MOST_TILES = 96;

/**
 * Tiles of a view that is on its way here: asked for at once, while the window still moves, unlike what is only likely
 * (`Prefetch`). A newer expectation replaces what has not been asked for yet.
 */
export class ExpectedTiles {
  private queue: string[] = [];
  private readonly underway = new Map<string, Promise<Blob | null | undefined>>();
  private readonly ending = new AbortController();

  /** `ahead` keeps what has come. */
  constructor(
    private readonly ahead: TileBytes,
    private readonly fetch: typeof fetchTile = fetchTile,
  ) {}

  expect(urls: readonly string[]): void {
    this.queue = urls.filter((url) => !this.ahead.has(url) && !this.underway.has(url)).slice(0, MOST_TILES);
    this.proceed();
  }

  /** A tile that came, or will; `undefined` where it has to be asked for. */
  take(url: string): Blob | null | undefined | Promise<Blob | null | undefined> {
    const known = this.ahead.take(url);
    if (known !== undefined) return known;
    this.queue = this.queue.filter((other) => other !== url);
    const coming = this.underway.get(url);
    return coming?.then((blob) => {
      this.ahead.take(url);
      return blob;
    });
  }

  dispose(): void {
    this.queue = [];
    this.ending.abort();
  }

  private proceed(): void {
    while (this.underway.size < AT_ONCE && this.queue.length > 0) this.load(this.queue.shift()!);
  }

  private load(url: string): void {
    const coming = this.fetch(url, this.ending.signal).then(
      (blob) => {
        this.ahead.put(url, blob);
        return blob;
      },
      // What failed is asked for once more when it is seen.
      () => undefined,
    );
    this.underway.set(url, coming);
    void coming.then(() => {
      this.underway.delete(url);
      if (!this.ending.signal.aborted) this.proceed();
    });
  }
}
