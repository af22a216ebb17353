import { SlideFileError } from '../slide-file-error.js';
import { aperioOrigin, isAperio, parseAperioDescription } from './aperio-description.js';
import { addPicture, titledPictures } from './associated-pictures.js';
import { isOme } from './ome-description.js';
import { ome } from './ome-kind.js';
import { philips } from './philips-kind.js';
import { sizeOfResolutionTags } from './physical-size.js';
import { isGrey, readPixelLayout } from './pixel-layout.js';
import { onePlane, type PlaneStack } from './plane-stack.js';
import { choosePyramid, type PyramidLevel } from './pyramid.js';
import type { SiblingFiles } from './sibling-files.js';
import { originOfTags } from './tag-origin.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import type { TiffKind } from './tiff-kind.js';
import { TiffTag } from './tiff-tags.js';
import { isTiled } from './tile-layout.js';
import { vendorOf } from './vendor-tiff.js';

/** @throws SlideFileError where the file is of a known kind that is not read here, or has no tiles */
export async function recogniseTiff(chain: readonly TiffDirectory[], siblings: SiblingFiles): Promise<TiffKind> {
  const first = chain[0]!;
  const vendor = await vendorOf(first);
  if (vendor) throw new SlideFileError('slide.format-unsupported', `a file of ${vendor}`);
  // Half of a description would place half of the planes.
  const descriptionBytes = first.field(TiffTag.ImageDescription)?.count ?? 0;
  if (descriptionBytes > TiffLimit.descriptionBytes) throw new SlideFileError('slide.too-large', `a description of ${descriptionBytes} bytes`);
  const description = await first.text(TiffTag.ImageDescription, TiffLimit.descriptionBytes);
  if (isAperio(description)) return aperio(chain, description);
  if (isOme(description)) return ome(chain, description, siblings);
  return (await philips(chain, description)) ?? generic(chain);
}

async function aperio(chain: readonly TiffDirectory[], description: string): Promise<TiffKind> {
  const pictures = await titledPictures(chain.filter((directory) => !isTiled(directory)));
  // The second directory is the thumbnail, which is the only one without a title (Aperio's own order).
  if (chain[1] && !isTiled(chain[1])) await addPicture(pictures, 'thumbnail', chain[1]);
  const stack = await pictureOrGrey(await choosePyramid(chain));
  return { format: 'aperio-svs', size: parseAperioDescription(description), origin: aperioOrigin(description), pictures, ...stack };
}

async function generic(chain: readonly TiffDirectory[]): Promise<TiffKind> {
  const below = chain.flatMap((directory) => directory.children);
  const levels = await choosePyramid(chain.some(isTiled) ? [...chain, ...below] : chain);
  const base = levels[0]!.directory;
  const pictures = await titledPictures([...chain, ...below]);
  return { format: 'generic-tiff', size: await sizeOfResolutionTags(base), origin: await originOfTags(chain[0]!), pictures, ...(await pictureOrGrey(levels)) };
}

/** Grey of 8 bits is a photograph; deeper grey is a measurement, whose useful range is found by looking at it. */
async function pictureOrGrey(levels: readonly PyramidLevel[]): Promise<PlaneStack> {
  const pixels = await readPixelLayout(levels[0]!.directory);
  const stack = onePlane(levels);
  if (!isGrey(pixels) || (pixels.bitsPerSample === 8 && !pixels.isSigned)) return stack;
  return { ...stack, measured: { channels: [{ name: '', colour: '#ffffff', isPrimary: false }], maxSample: 2 ** pixels.bitsPerSample - 1 } };
}
