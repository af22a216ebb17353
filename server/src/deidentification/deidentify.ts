import { stat } from 'node:fs/promises';
import { openSlide, SlideFileError } from '../readers/index.js';
import { cleanDicom, completeDicom } from './dicom/clean-dicom.js';
import { pixelsDigest } from './pixels-digest.js';
import type { CleaningReport } from './reports.js';
import { cleanTiff } from './tiff/clean-tiff.js';

export interface DeidentifyOptions {
  readonly signal: AbortSignal;
}

type Clean = (path: string, signal: AbortSignal) => Promise<Omit<CleaningReport, 'pixelsDigest'>>;

/** By the reader's name of the format. What only OpenSlide reads (NDPI, MRXS …) hides data in places that nobody has described. */
const CLEANERS: Readonly<Record<string, Clean>> = {
  'aperio-svs': cleanTiff,
  'ome-tiff': cleanTiff,
  'philips-tiff': cleanTiff,
  'generic-tiff': cleanTiff,
  dicom: cleanDicom,
};

/**
 * Cleans the slide at `path`, a file or a folder, in place: it must be a copy, and nobody else may have it open. Whatever is not needed to show
 * the slide is overwritten; its pixels are not touched. Run again after a crash, it completes. Names of files are changed in a folder, for
 * they may name the patient; that of a lone file is the caller's.
 *
 * @throws SlideFileError `slide.cannot-deidentify` for a format that cannot be cleaned with certainty, before anything was written; the signal's reason
 */
export async function deidentify(path: string, { signal }: DeidentifyOptions): Promise<CleaningReport> {
  signal.throwIfAborted();
  await completeDicom(path);
  const reader = await openSlide(path);
  let clean: Clean | undefined;
  let digest: string;
  try {
    clean = CLEANERS[reader.image.format];
    if (!clean) throw new SlideFileError('slide.cannot-deidentify', `a file of the format ${reader.image.format}`);
    if (clean === cleanTiff && (await stat(path)).isDirectory()) throw new SlideFileError('slide.cannot-deidentify', 'a TIFF with other files beside it');
    digest = await pixelsDigest(reader, signal);
  } finally {
    await reader.close();
  }
  return { ...(await clean(path, signal)), pixelsDigest: digest };
}
