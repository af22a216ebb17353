import { SlideFileError } from '../slide-file-error.js';
import { isAperio, parseAperioDescription } from './aperio-description.js';
import { isOme, parseOmeDescription } from './ome-description.js';
import { type PhysicalSize, sizeOfResolutionTags } from './physical-size.js';
import { choosePyramid, type PyramidLevel } from './pyramid.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { TiffTag } from './tiff-tags.js';
import { isTiled } from './tile-layout.js';

/** Who wrote a TIFF, as far as it decides which directories are levels and where the scale stands. */
export interface TiffKind {
  readonly format: 'aperio-svs' | 'ome-tiff' | 'generic-tiff';
  readonly size: PhysicalSize;
  readonly levels: readonly PyramidLevel[];
}

/** @throws SlideFileError where the file is of a known kind that is not read yet, or has no tiles */
export async function recogniseTiff(chain: readonly TiffDirectory[]): Promise<TiffKind> {
  const first = chain[0]!;
  const description = await first.text(TiffTag.ImageDescription, TiffLimit.descriptionBytes);
  await refuseVendors(first, description);
  if (isAperio(description)) return { format: 'aperio-svs', size: parseAperioDescription(description), levels: await choosePyramid(chain) };
  return isOme(description) ? ome(chain, description) : generic(chain);
}

/** Files that would open as a plain TIFF and then show the wrong picture: their tiles overlap, or the largest image is the label. */
async function refuseVendors(first: TiffDirectory, description: string): Promise<void> {
  if (first.has(TiffTag.NdpiFormatFlag)) throw new SlideFileError('slide.format-unsupported', 'a Hamamatsu NDPI file');
  if (description.slice(0, 4096).includes('<scn ')) throw new SlideFileError('slide.format-unsupported', 'a Leica SCN file');
  if ((await first.text(TiffTag.Xmp, 4096)).includes('<iScan')) throw new SlideFileError('slide.format-unsupported', 'a Ventana BIF file');
}

/** Pyramids hang below their image as SubIFDs; before OME-TIFF 6 they stood in the chain, marked as reduced. */
async function ome(chain: readonly TiffDirectory[], description: string): Promise<TiffKind> {
  const full = await choosePyramid(chain);
  const base = full[0]!;
  const image = parseOmeDescription(description, base.layout.widthPx, base.layout.heightPx);
  if (image && image.zPlanes * image.channels * image.timePoints > 1) {
    const { zPlanes, channels, timePoints } = image;
    throw new SlideFileError('slide.format-unsupported', `an OME-TIFF of ${channels} channels, ${zPlanes} planes and ${timePoints} time points`);
  }
  const size = image?.size.mppX ? image.size : { ...(await sizeOfResolutionTags(base.directory)), ...image?.size };
  const { children } = base.directory;
  return { format: 'ome-tiff', size, levels: children.length > 0 ? await choosePyramid([base.directory, ...children]) : full };
}

async function generic(chain: readonly TiffDirectory[]): Promise<TiffKind> {
  const below = chain.flatMap((directory) => directory.children);
  const levels = await choosePyramid(chain.some(isTiled) ? [...chain, ...below] : chain);
  return { format: 'generic-tiff', size: await sizeOfResolutionTags(levels[0]!.directory), levels };
}
