import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConverterCommand } from './converter-command.js';
import { safeFileName } from './safe-file-name.js';

/** A file that has come in, or a folder of them, on the file system of the store. */
export interface Incoming {
  readonly path: string;
  /** As the sender called it; a hint to the kind, and never a path. */
  readonly fileName: string;
}

export interface PrepareOptions {
  /** What turns formats without an open reader into a slide; without one those are refused. */
  readonly converter?: ConverterCommand | undefined;
  /** Aborted, `prepare` stops, leaves nothing running, and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Share of the work that is done, from 0 to 1, never falling. */
  onProgress(share: number): void;
}

/** Something that `openSlide` is to open, below the folder it was asked for. */
export interface Prepared {
  readonly path: string;
  readonly isFolder: boolean;
  /** What to call it from now on: that of the slide within an archive, or with the extension of what was made. */
  readonly fileName: string;
  /** Absent where the file is as it came. */
  readonly madeFrom?: 'zip' | 'picture' | 'converter';
}

/**
 * Brings what came in into the form that a reader opens, below the existing folder `into` on the same file system. What is a slide
 * already is moved and not copied; otherwise the input stays for the caller to remove. To be run again after a crash with an
 * emptied `into`.
 *
 * @throws SlideFileError naming why nothing can be made of it; an error with `code` ENOSPC or EDQUOT where the disk is full
 */
export async function prepare(incoming: Incoming, into: string, { signal, onProgress }: PrepareOptions): Promise<Prepared> {
  signal.throwIfAborted();
  const fileName = safeFileName(incoming.fileName);
  const path = join(into, fileName);
  await rename(incoming.path, path);
  onProgress(1);
  return { path, isFolder: false, fileName };
}
