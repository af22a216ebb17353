/** Tiles fetched ahead, as the server sent them; `null` is a place that was never scanned. The oldest go first. */
export class TileBytes {
  private readonly all = new Map<string, Blob | null>();
  private bytes = 0;

  constructor(private readonly mostBytes: number, private readonly mostTiles: number) {}

  /** Gives a tile away: who takes it decodes it, and the browser's own cache still has the bytes. */
  take(url: string): Blob | null | undefined {
    const blob = this.all.get(url);
    this.drop(url);
    return blob;
  }

  has(url: string): boolean {
    return this.all.has(url);
  }

  put(url: string, blob: Blob | null): void {
    this.drop(url);
    this.all.set(url, blob);
    this.bytes += sizeOf(blob);
    for (const oldest of this.all.keys()) {
      if (this.bytes <= this.mostBytes && this.all.size <= this.mostTiles) break;
      this.drop(oldest);
    }
  }

  private drop(url: string): void {
    this.bytes -= sizeOf(this.all.get(url));
    this.all.delete(url);
  }
}

const sizeOf = (blob: Blob | null | undefined): number => blob?.size ?? 0;
