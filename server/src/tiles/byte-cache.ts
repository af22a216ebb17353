interface Kept {
  readonly buffer: Buffer;
  /** How many had come in when it was last moved to the end. */
  movedAt: number;
}

/** A hit moves a buffer to the end only if so large a share of the cache has come in since: between newcomers the order is of no use. */
const MOVED_AFTER = 1 / 8;

/** Keeps the most recently used buffers, as many as fit into `maxBytes`. */
export class ByteCache<K> {
  /** A Map keeps its order of insertion: the first is (nearly) the longest unused. */
  private readonly kept = new Map<K, Kept>();
  private keptBytes = 0;
  private cameIn = 0;

  constructor(private readonly maxBytes: number) {}

  get bytes(): number {
    return this.keptBytes;
  }

  get(key: K): Buffer | undefined {
    const found = this.kept.get(key);
    if (!found) return undefined;
    if (this.cameIn - found.movedAt > this.kept.size * MOVED_AFTER) {
      this.kept.delete(key);
      this.kept.set(key, found);
      found.movedAt = this.cameIn;
    }
    return found.buffer;
  }

  /** What is larger than the whole cache is not kept. */
  set(key: K, buffer: Buffer): void {
    this.forget(key);
    if (buffer.length > this.maxBytes) return;
    this.cameIn++;
    this.kept.set(key, { buffer, movedAt: this.cameIn });
    this.keptBytes += buffer.length;
    for (const oldest of this.kept.keys()) {
      if (this.keptBytes <= this.maxBytes) return;
      this.forget(oldest);
    }
  }

  /** Lets go of what is never to be asked for again. */
  forgetAll(gone: (key: K) => boolean): void {
    for (const key of this.kept.keys()) if (gone(key)) this.forget(key);
  }

  clear(): void {
    this.kept.clear();
    this.keptBytes = 0;
  }

  private forget(key: K): void {
    const found = this.kept.get(key);
    if (!found) return;
    this.kept.delete(key);
    this.keptBytes -= found.buffer.length;
  }
}
