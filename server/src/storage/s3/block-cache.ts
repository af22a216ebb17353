/** Parsing a slide takes thousands of small reads near each other, a tile one of some 20 kB: one request brings both. */
export const BLOCK_BYTES = 128 * 1024;
const KEPT_BYTES = 64 * 1024 ** 2;

/** Blocks of remote files, newest kept; asked for twice at once, fetched once. */
export class BlockCache {
  /** Longest unused first. */
  private readonly kept = new Map<string, Buffer>();
  private readonly flights = new Map<string, Promise<Buffer>>();
  private keptBytes = 0;

  constructor(private readonly mostBytes = KEPT_BYTES) {}

  async get(key: string, fetch: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const flight = this.flights.get(key) ?? this.start(key, fetch);
    return flight;
  }

  private start(key: string, fetch: () => Promise<Buffer>): Promise<Buffer> {
    const flight = fetch().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    // Whoever asked hears of a failure; the cache only keeps what came.
    flight.then((bytes) => this.keep(key, bytes), () => undefined);
    return flight;
  }

  private keep(key: string, bytes: Buffer): void {
    this.kept.set(key, bytes);
    this.keptBytes += bytes.length;
    for (const [oldest, block] of this.kept) {
      if (this.keptBytes <= this.mostBytes) return;
      this.kept.delete(oldest);
      this.keptBytes -= block.length;
    }
  }
}
