/** Over so long, a break counts as slowness and a burst is not taken for the speed. */
const WINDOW_MS = 8_000;

/** How fast something comes: bytes a second over the last seconds. */
export class Speed {
  private samples: { atMs: number; bytes: number }[] = [];

  note(atMs: number, bytes: number): void {
    this.samples.push({ atMs, bytes });
    while (this.samples.length > 2 && this.samples[0]!.atMs < atMs - WINDOW_MS) this.samples.shift();
  }

  /** `undefined` until it can be told. */
  bytesPerSecond(): number | undefined {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last || last.atMs - first.atMs < 500) return undefined;
    return Math.max(0, ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000);
  }

  reset(): void {
    this.samples = [];
  }
}
