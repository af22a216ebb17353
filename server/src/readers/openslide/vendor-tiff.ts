import type { SlideFile } from '../slide-file.js';
import { SlideFileError } from '../slide-file-error.js';
import { readDirectories } from '../tiff/read-directories.js';
import { TiffSource } from '../tiff/tiff-source.js';
import { TiffTag } from '../tiff/tiff-tags.js';

/** XML of Leica and Ventana begins with its root element, after a declaration at most. */
const LOOKED_AT_BYTES = 4096;

/**
 * Whether a TIFF is of a vendor whose tiles overlap, hang in strips of a whole row, or belong to several areas: as a plain TIFF it
 * would open and show the wrong picture. Hamamatsu NDPI, Leica SCN, Ventana BIF, Trestle.
 */
export async function isVendorTiff(head: Buffer, file: SlideFile): Promise<boolean> {
  if (!TiffSource.probe(head)) return false;
  try {
    const [first] = await readDirectories(await TiffSource.open(file));
    if (!first) return false;
    if (first.has(TiffTag.NdpiFormatFlag)) return true;
    if ((await first.text(TiffTag.ImageDescription, LOOKED_AT_BYTES)).includes('<scn ')) return true;
    if ((await first.text(TiffTag.Xmp, LOOKED_AT_BYTES)).includes('<iScan')) return true;
    return (await first.text(TiffTag.Software, LOOKED_AT_BYTES)).startsWith('MedScan');
  } catch (error) {
    // Whatever is wrong with it, the TIFF reader says it.
    if (error instanceof SlideFileError) return false;
    throw error;
  }
}
