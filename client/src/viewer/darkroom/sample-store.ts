import type { Samples } from './blend-channels';

/** Decoded samples, the least recently used of which go once they are too many bytes. */
export class SampleStore {
  private readonly all = new Map<string, Samples>();
  private bytes = 0;

  constructor(private readonly mostBytes: number) {}

  get(key: string): Samples | undefined {
    const samples = this.all.get(key);
    if (!samples) return undefined;
    this.all.delete(key);
    this.all.set(key, samples);
    return samples;
  }

  set(key: string, samples: Samples): void {
    this.bytes += samples.byteLength - (this.all.get(key)?.byteLength ?? 0);
    this.all.delete(key);
    this.all.set(key, samples);
    for (const [oldest, { byteLength }] of this.all) {
      if (this.bytes <= this.mostBytes || oldest === key) break;
      this.all.delete(oldest);
      this.bytes -= byteLength;
    }
  }

  clear(): void {
    this.all.clear();
    this.bytes = 0;
  }
}
