import type { ByteRange } from '../ranges.js';

const CHUNK_BYTES = 64 * 1024;

/** What a new file is made of, in order: new bytes, and stretches of the old file. */
export class Pieces {
  private readonly list: (Buffer | ByteRange)[] = [];
  /** Small writes are gathered: the groups of 100,000 frames are a million elements. */
  private gathered: Buffer[] = [];
  private gatheredBytes = 0;

  bytes(bytes: Buffer): void {
    this.gathered.push(bytes);
    this.gatheredBytes += bytes.length;
    if (this.gatheredBytes >= CHUNK_BYTES) this.flush();
  }

  range(range: ByteRange): void {
    this.flush();
    this.list.push(range);
  }

  all(): readonly (Buffer | ByteRange)[] {
    this.flush();
    return this.list;
  }

  private flush(): void {
    if (this.gatheredBytes > 0) this.list.push(Buffer.concat(this.gathered));
    this.gathered = [];
    this.gatheredBytes = 0;
  }
}
