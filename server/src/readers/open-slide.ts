import { refuseKnownFile } from './known-files.js';
import { SlideFileError } from './slide-file-error.js';
import { SlideFile } from './slide-file.js';
import { PROBE_BYTES, type SlideFormat, type SlideReader } from './slide-reader.js';
import { tiffFormat } from './tiff/index.js';

/** Tried in order. */
const FORMATS: readonly SlideFormat[] = [tiffFormat];

/**
 * Opens a slide with the first format that knows it. The reader holds the file open until `close`.
 *
 * @throws SlideFileError naming why the file is no slide that can be shown
 */
export async function openSlide(path: string): Promise<SlideReader> {
  return openSlideFile(await SlideFile.open(path));
}

/** As `openSlide`; takes over `file` and closes it on a refusal. */
export async function openSlideFile(file: SlideFile): Promise<SlideReader> {
  try {
    const head = await file.read(0, Math.min(PROBE_BYTES, file.sizeBytes));
    for (const format of FORMATS) {
      if (await format.probe(head, file)) return await format.open(file);
    }
    return refuseKnownFile(head);
  } catch (error) {
    await file.close();
    throw error instanceof SlideFileError ? error : unexpected(error);
  }
}

/** A hole in a reader must not pass for a fault of the server: the file is at fault until shown otherwise. */
function unexpected(error: unknown): SlideFileError {
  const kind = error instanceof Error ? error.name : typeof error;
  return Object.assign(new SlideFileError('slide.damaged', `the reader failed on this file (${kind})`), { cause: error });
}
