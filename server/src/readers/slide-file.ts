import { open } from 'node:fs/promises';
import { SlideFileError } from './slide-file-error.js';

/** What a file handle of Node offers, and all that the readers use of it. */
export interface ByteSource {
  read(buffer: Buffer, at: number, lengthBytes: number, position: number): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
}

/** An open file, read by position only, so that any number of tiles may be read at once. */
export class SlideFile {
  constructor(
    private readonly handle: ByteSource,
    /** Size when it was opened; every offset in the file is checked against it before use. */
    readonly sizeBytes: number,
  ) {}

  /** @throws SlideFileError `slide.gone` where it cannot be opened, `slide.not-a-slide` where it is no regular file */
  static async open(path: string): Promise<SlideFile> {
    const handle = await open(path, 'r').catch((error: unknown) => gone(error));
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new SlideFileError('slide.not-a-slide', 'not a regular file');
      return new SlideFile(handle, stat.size);
    } catch (error) {
      await handle.close();
      throw error instanceof SlideFileError ? error : gone(error);
    }
  }

  /**
   * Exactly `lengthBytes` bytes from `position`.
   *
   * @throws SlideFileError `slide.truncated` where the file ends before, also if it has shrunk since it was opened
   */
  async read(position: number, lengthBytes: number): Promise<Buffer> {
    this.requireInside(position, lengthBytes);
    const buffer = Buffer.allocUnsafe(lengthBytes);
    if ((await this.readInto(buffer, 0, lengthBytes, position)) < lengthBytes) {
      throw new SlideFileError('slide.truncated', `the file ended before ${position} + ${lengthBytes}`);
    }
    return buffer;
  }

  /** Fills `buffer` from `at`; returns how many bytes there were, fewer than asked for only at the end of the file. */
  async readInto(buffer: Buffer, at: number, lengthBytes: number, position: number): Promise<number> {
    let done = 0;
    try {
      // One read on a local file; network file systems may hand it over in pieces.
      while (done < lengthBytes) {
        const { bytesRead } = await this.handle.read(buffer, at + done, lengthBytes - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
    } catch (error) {
      gone(error);
    }
    return done;
  }

  contains(position: number, lengthBytes: number): boolean {
    return position >= 0 && lengthBytes >= 0 && position + lengthBytes <= this.sizeBytes;
  }

  /** Checked before anything is allocated, so that a lying length costs nothing. */
  requireInside(position: number, lengthBytes: number): void {
    if (!this.contains(position, lengthBytes)) {
      throw new SlideFileError('slide.truncated', `${position} + ${lengthBytes} lies past the end at ${this.sizeBytes}`);
    }
  }

  /** Waits for reads under way. Closing twice is harmless. */
  async close(): Promise<void> {
    await this.handle.close();
  }
}

/** The system's own message holds the path, so only its code is kept. */
function gone(error: unknown): never {
  if (error instanceof SlideFileError) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  throw new SlideFileError('slide.gone', `the file cannot be read (${code})`);
}
