import { refuseKnownFile } from './known-files.js';
import { SlideFileError } from './slide-file-error.js';
import { localFiles, type SlideFiles } from './slide-files.js';
import { openSlideFormat } from './openslide/index.js';
import { PROBE_BYTES, type SlideFormat, type SlideReader } from './slide-reader.js';
import { tiffFormat } from './tiff/index.js';

/** Tried in order. */
const FORMATS: readonly SlideFormat[] = [openSlideFormat, tiffFormat];

/**
 * Opens the slide at `path`, a file or a folder, with the first format that knows it. The reader holds files open until `close`.
 *
 * @throws SlideFileError naming why the file is no slide that can be shown
 */
export async function openSlide(path: string): Promise<SlideReader> {
  return openSlideFiles(await localFiles(path));
}

/** As `openSlide`, for files that lie elsewhere than in a local folder. */
export async function openSlideFiles(files: SlideFiles): Promise<SlideReader> {
  let first: Buffer | undefined;
  for (const format of FORMATS) {
    for (const name of files.names) {
      const [reader, head] = await tryToOpen(format, name, files);
      if (reader) return reader;
      first ??= head;
    }
  }
  return refuseKnownFile(first ?? Buffer.alloc(0));
}

async function tryToOpen(format: SlideFormat, name: string, files: SlideFiles): Promise<[reader: SlideReader | undefined, head: Buffer]> {
  const file = await files.open(name);
  let reader: SlideReader | undefined;
  try {
    const head = await file.read(0, Math.min(PROBE_BYTES, file.sizeBytes));
    if (await format.probe(head, { file, name, files })) reader = await format.open({ file, name, files });
    return [reader, head];
  } catch (error) {
    throw error instanceof SlideFileError ? error : unexpected(error);
  } finally {
    if (!reader) await file.close();
  }
}

/** A hole in a reader must not pass for a fault of the server: the file is at fault until shown otherwise. */
function unexpected(error: unknown): SlideFileError {
  const kind = error instanceof Error ? error.name : typeof error;
  return Object.assign(new SlideFileError('slide.damaged', `the reader failed on this file (${kind})`), { cause: error });
}
