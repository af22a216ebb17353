import type { SlideFile } from '../slide-file.js';

const FIRST_BYTES = 32 * 1024;
const MOST_BYTES = 1024 * 1024;

/**
 * A stretch of a file in memory that follows whoever reads along it.
 *
 * Starts small, since most heads are, and grows with each stretch that was read to its end: per-frame groups of 100,000
 * frames are 40 MB.
 */
export class ByteWindow {
  private bytes: Buffer = Buffer.alloc(0);
  private start = 0;
  private nextBytes = FIRST_BYTES;

  constructor(readonly file: SlideFile) {}

  /** Whether `take` would find them. Asked first, so that the common case costs no promise. */
  holds(at: number, lengthBytes: number): boolean {
    return at >= this.start && at + lengthBytes <= this.start + this.bytes.length;
  }

  /** @throws SlideFileError `slide.truncated` where the file ends before */
  async moveTo(at: number, lengthBytes: number): Promise<void> {
    this.file.requireInside(at, lengthBytes);
    const isNext = at >= this.start && at <= this.start + this.bytes.length;
    if (isNext) this.nextBytes = Math.min(MOST_BYTES, this.nextBytes * 2);
    else this.nextBytes = FIRST_BYTES;
    this.bytes = await this.file.read(at, Math.max(lengthBytes, Math.min(this.nextBytes, this.file.sizeBytes - at)));
    this.start = at;
  }

  /** The buffer and where `at` lies in it, valid until the next move. */
  get buffer(): Buffer {
    return this.bytes;
  }

  offsetOf(at: number): number {
    return at - this.start;
  }
}
