/** Keeps the most recently used buffers, as many as fit into `maxBytes`. */
export class ByteCache {
  private readonly kept = new Map<string, Buffer>();
  private keptBytes = 0;

  constructor(private readonly maxBytes: number) {}

  get bytes(): number {
    return this.keptBytes;
  }

  get(key: string): Buffer | undefined {
    const buffer = this.kept.get(key);
    if (!buffer) return undefined;
    // A Map keeps its order of insertion: the first is the longest unused.
    this.kept.delete(key);
    this.kept.set(key, buffer);
    return buffer;
  }

  /** What is larger than the whole cache is not kept. */
  set(key: string, buffer: Buffer): void {
    this.delete(key);
    if (buffer.length > this.maxBytes) return;
    this.kept.set(key, buffer);
    this.keptBytes += buffer.length;
    for (const oldest of this.kept.keys()) {
      if (this.keptBytes <= this.maxBytes) return;
      this.delete(oldest);
    }
  }

  clear(): void {
    this.kept.clear();
    this.keptBytes = 0;
  }

  private delete(key: string): void {
    const buffer = this.kept.get(key);
    if (!buffer) return;
    this.kept.delete(key);
    this.keptBytes -= buffer.length;
  }
}
