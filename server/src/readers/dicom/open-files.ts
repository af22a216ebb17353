import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import type { Opening } from '../slide-reader.js';

/** A pyramid has a dozen files, a concatenated one some hundred; people look at two or three levels at a time. */
const MOST_OPEN = 8;

interface Held {
  readonly file: Promise<SlideFile>;
  users: number;
}

/**
 * The files of a series, opened when they are first read and closed when eight others were used since: hundreds of slides may
 * be open at once. The file that the slide was recognised by stays open, since whoever handed it in may have to close it.
 */
export class OpenFiles {
  /** The one used longest ago first. */
  private readonly held = new Map<string, Held>();
  private readonly sizes = new Map<string, number>();
  private isClosed = false;

  constructor(private readonly opening: Opening) {}

  /**
   * Work on an open file, which is not closed before it is done.
   *
   * @throws SlideFileError `slide.gone`; `slide.damaged` where the file has another size than when it was first opened
   */
  async use<T>(name: string, work: (file: SlideFile) => Promise<T>): Promise<T> {
    if (this.isClosed) throw new SlideFileError('slide.gone', 'closed');
    if (name === this.opening.name) return work(this.opening.file);
    const held = this.hold(name);
    held.users++;
    try {
      return await work(await held.file);
    } finally {
      held.users--;
      // What could not be opened is tried anew by the next: a share that was away for a moment comes back.
      await held.file.catch(() => this.held.delete(name));
      await this.closeIdle(this.isClosed ? 0 : MOST_OPEN);
    }
  }

  /** All but the file that was handed in: what a refusal leaves to the caller. */
  async closeOthers(): Promise<void> {
    this.isClosed = true;
    await this.closeIdle(0);
  }

  async close(): Promise<void> {
    await this.closeOthers();
    await this.opening.file.close();
  }

  private hold(name: string): Held {
    const held = this.held.get(name) ?? { file: this.open(name), users: 0 };
    this.held.delete(name);
    this.held.set(name, held);
    return held;
  }

  private async open(name: string): Promise<SlideFile> {
    const file = await this.opening.files.open(name);
    const sizeBytes = this.sizes.get(name);
    if (sizeBytes !== undefined && sizeBytes !== file.sizeBytes) {
      await file.close();
      throw new SlideFileError('slide.damaged', `a file of the series changed from ${sizeBytes} to ${file.sizeBytes} bytes`);
    }
    this.sizes.set(name, file.sizeBytes);
    return file;
  }

  private async closeIdle(most: number): Promise<void> {
    for (const [name, { file, users }] of this.held) {
      if (this.held.size <= most) return;
      if (users > 0) continue;
      this.held.delete(name);
      await (await file).close();
    }
  }
}
