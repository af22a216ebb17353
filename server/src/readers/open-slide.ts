import { dicomFormat } from './dicom/index.js';
import { refuseKnownFile } from './known-files.js';
import { SlideFileError } from './slide-file-error.js';
import type { SlideFile } from './slide-file.js';
import { localFiles, type SlideFiles } from './slide-files.js';
import { openSlideFormat } from './openslide/index.js';
import { type Opening, PROBE_BYTES, type SlideFormat, type SlideReader } from './slide-reader.js';
import { tiffFormat } from './tiff/index.js';

/** Tried in order. */
const FORMATS: readonly SlideFormat[] = [dicomFormat, openSlideFormat, tiffFormat];

/** A folder is known by its first files. */
const MOST_PROBED = 64;

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
  const { format, ...opening } = await recognise(files);
  try {
    return await format.open(opening);
  } catch (error) {
    await opening.file.close();
    throw error instanceof SlideFileError ? error : unexpected(error);
  }
}

/** The file to begin with: among the first of a folder, the one of the format that comes first in the list. */
async function recognise(files: SlideFiles): Promise<Opening & { format: SlideFormat }> {
  let first: Buffer | undefined;
  let found: (Opening & { format: SlideFormat; rank: number }) | undefined;
  for (const name of files.names.slice(0, MOST_PROBED)) {
    const opening = { file: await files.open(name), name, files };
    const head = await headOf(opening.file);
    const rank = await rankOf(head, opening);
    first ??= head;
    if (rank < 0 || (found && found.rank <= rank)) {
      await opening.file.close();
      continue;
    }
    await found?.file.close();
    found = { ...opening, format: FORMATS[rank]!, rank };
    if (rank === 0) break;
  }
  return found ?? refuseKnownFile(first ?? Buffer.alloc(0));
}

async function headOf(file: SlideFile): Promise<Buffer> {
  try {
    return await file.read(0, Math.min(PROBE_BYTES, file.sizeBytes));
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function rankOf(head: Buffer, opening: Opening): Promise<number> {
  try {
    for (const [rank, format] of FORMATS.entries()) if (await format.probe(head, opening)) return rank;
    return -1;
  } catch (error) {
    await opening.file.close();
    throw error instanceof SlideFileError ? error : unexpected(error);
  }
}

/** A hole in a reader must not pass for a fault of the server: the file is at fault until shown otherwise. */
function unexpected(error: unknown): SlideFileError {
  const kind = error instanceof Error ? error.name : typeof error;
  return Object.assign(new SlideFileError('slide.damaged', `the reader failed on this file (${kind})`), { cause: error });
}
