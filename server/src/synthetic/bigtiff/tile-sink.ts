import { type FileHandle, open } from 'node:fs/promises';

/** Encodings under way at once: enough for every thread of libvips, few enough to stay small in memory. */
const MOST_PENDING = 16;

/** Where encoded tiles end up in the file. */
export interface Stored {
  readonly offset: number;
  readonly byteCount: number;
}

interface Pending {
  readonly encoded: Promise<Buffer>;
  readonly place: (stored: Stored) => void;
}

/**
 * Appends tiles to a file in the order in which they were handed over, whichever is encoded first: the same slide is
 * the same bytes.
 */
export class TileSink {
  private readonly pending: Pending[] = [];

  private constructor(
    private readonly handle: FileHandle,
    private at: number,
  ) {}

  /** @param reservedBytes left free at the start, for the header */
  static async create(path: string, reservedBytes: number): Promise<TileSink> {
    return new TileSink(await open(path, 'w'), reservedBytes);
  }

  /** Waits only while too many tiles are still being encoded. */
  async add(encoded: Promise<Buffer>, place: (stored: Stored) => void): Promise<void> {
    // Awaited in turn below; until then a failure must not count as unhandled.
    encoded.catch(() => undefined);
    this.pending.push({ encoded, place });
    if (this.pending.length > MOST_PENDING) await this.writeOldest();
  }

  async append(bytes: Buffer): Promise<Stored> {
    const stored = { offset: this.at, byteCount: bytes.length };
    await this.handle.write(bytes, 0, bytes.length, this.at);
    // Offsets are even, as TIFF wants them.
    this.at += bytes.length + (bytes.length % 2);
    return stored;
  }

  /** Writes what is pending, then what only now is known, at the file's start. */
  async finish(tail: (at: number) => Buffer, head: (tailAt: number) => Buffer): Promise<void> {
    while (this.pending.length > 0) await this.writeOldest();
    const { offset } = await this.append(tail(this.at));
    const header = head(offset);
    await this.handle.write(header, 0, header.length, 0);
    await this.handle.sync();
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.pending.map(({ encoded }) => encoded));
    await this.handle.close();
  }

  private async writeOldest(): Promise<void> {
    const oldest = this.pending.shift();
    if (oldest) oldest.place(await this.append(await oldest.encoded));
  }
}
