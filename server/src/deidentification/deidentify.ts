import { SlideFileError } from '../readers/index.js';
import type { CleaningReport } from './reports.js';

export interface DeidentifyOptions {
  readonly signal: AbortSignal;
}

/**
 * Cleans the slide at `path`, a file or a folder, in place: it must be a copy, and nobody else may have it open. Run again after a
 * crash, it completes.
 *
 * @throws SlideFileError `slide.cannot-deidentify` for a format that cannot be cleaned with certainty, before anything was written
 */
export function deidentify(path: string, { signal }: DeidentifyOptions): Promise<CleaningReport> {
  signal.throwIfAborted();
  return Promise.reject(new SlideFileError('slide.cannot-deidentify', `no cleaner knows this format (${path.length} characters of path)`));
}
