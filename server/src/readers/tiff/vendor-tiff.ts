import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import { readFirstDirectory } from './read-directories.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffSource } from './tiff-source.js';
import { TiffTag } from './tiff-tags.js';

/** XML of Leica and Ventana begins with its root element, after a declaration at most. */
const LOOKED_AT_BYTES = 4096;

export type TiffVendor = 'Hamamatsu (NDPI)' | 'Leica (SCN)' | 'Ventana (BIF)' | 'Trestle';

/**
 * Whose file it is, where it would open as a plain TIFF and show the wrong picture: tiles overlap, are strips of a whole row, or
 * belong to several areas. OpenSlide reads these.
 */
export async function vendorOf(first: TiffDirectory): Promise<TiffVendor | undefined> {
  if (first.has(TiffTag.NdpiFormatFlag)) return 'Hamamatsu (NDPI)';
  if ((await first.text(TiffTag.ImageDescription, LOOKED_AT_BYTES)).includes('<scn ')) return 'Leica (SCN)';
  if ((await first.text(TiffTag.Xmp, LOOKED_AT_BYTES)).includes('<iScan')) return 'Ventana (BIF)';
  return (await first.text(TiffTag.Software, LOOKED_AT_BYTES)).startsWith('MedScan') ? 'Trestle' : undefined;
}

/**
 * As `vendorOf`, of a file that may be anything: one read of its header, one or two of its first directory.
 *
 * @returns false also for a damaged TIFF: whatever is wrong with it, the TIFF reader says
 */
export async function belongsToOpenSlide(head: Buffer, file: SlideFile): Promise<boolean> {
  if (!TiffSource.probe(head)) return false;
  try {
    return (await vendorOf(await readFirstDirectory(await TiffSource.open(file)))) !== undefined;
  } catch (error) {
    if (error instanceof SlideFileError) return false;
    throw error;
  }
}
