import type { AssociatedPicture } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import { addPicture, type PictureSource } from './associated-pictures.js';
import { type OmeDescription, type OmeImage, parseOme } from './ome-description.js';
import { omePlanes, type OmePlane } from './ome-planes.js';
import { omeStack } from './ome-stack.js';
import { sizeOfResolutionTags } from './physical-size.js';
import { pictureNamed } from './picture-title.js';
import { readPixelLayout } from './pixel-layout.js';
import { onePlane } from './plane-stack.js';
import { choosePyramid } from './pyramid.js';
import type { SiblingFiles } from './sibling-files.js';
import { originOfTags } from './tag-origin.js';
import type { TiffDirectory } from './tiff-directory.js';
import type { TiffKind } from './tiff-kind.js';

/** Images beside the slide are told by their names alone: `macro` of Leica, `label image` of Bio-Formats. */
const pictureOf = ({ name }: OmeImage): AssociatedPicture | undefined => pictureNamed(/^\s*(label|macro|overview|thumbnail)(\s+image)?\s*$/i.exec(name)?.[1]);

const areaOf = ({ widthPx, heightPx }: OmeImage): number => widthPx * heightPx;

/**
 * OME-TIFF. The slide is the largest image that is not a picture beside it.
 *
 * @throws SlideFileError `slide.format-unsupported` for a series in time, or where a part lies in a file that is not there
 */
export async function ome(chain: readonly TiffDirectory[], description: string, siblings: SiblingFiles): Promise<TiffKind> {
  const said = parseOme(description);
  if (said.isElsewhere) throw new SlideFileError('slide.format-unsupported', 'an OME-TIFF whose description lies in another file');
  const image = said.images.filter((other) => pictureOf(other) === undefined).sort((a, b) => areaOf(b) - areaOf(a))[0];
  const first = image && firstPlane(image);
  if (!image || !first) return undescribed(chain);
  const directoryOf = finder(chain, said, siblings);
  const base = await directoryOf(first);
  if (!base) throw new SlideFileError('slide.truncated', `the directory ${first.ifd} of the first plane is not there`);
  // Samples of one pixel stored together are one channel, however many the description counts.
  const { samplesPerPixel } = await readPixelLayout(base);
  const channels = image.sizeC % samplesPerPixel === 0 ? image.sizeC / samplesPerPixel : image.sizeC;
  const directories: (TiffDirectory | undefined)[] = [];
  for (const plane of omePlanes(image, channels)) directories.push(plane && (await directoryOf(plane)));
  const claimed = new Set(said.images.flatMap(({ tiffData }) => tiffData.map(({ ifd }) => ifd)));
  const unclaimed = chain.filter((_, i) => !claimed.has(i));
  return {
    format: 'ome-tiff',
    size: image.size.mppX ? image.size : { ...(await sizeOfResolutionTags(base)), ...image.size },
    origin: { ...(await originOfTags(base, { isScanTime: false })), ...image.origin },
    pictures: await picturesOf(said, chain, directoryOf),
    ...(await omeStack(image, channels, directories, unclaimed)),
  };
}

/** A description without an image: the directories speak for themselves. */
async function undescribed(chain: readonly TiffDirectory[]): Promise<TiffKind> {
  const levels = await choosePyramid([...chain, ...chain.flatMap(({ children }) => children)]);
  const { directory } = levels[0]!;
  return { format: 'ome-tiff', size: await sizeOfResolutionTags(directory), origin: await originOfTags(directory, { isScanTime: false }), pictures: new Map(), ...onePlane(levels) };
}

/** Whatever the channels are, the first plane is the first. */
const firstPlane = (image: OmeImage): OmePlane | undefined => omePlanes(image, 1)[0];

type FindDirectory = (plane: OmePlane) => Promise<TiffDirectory | undefined>;

/** A file that was renamed still has its identifier; one that is the only one named, and is not there by that name, is this one. */
function finder(chain: readonly TiffDirectory[], { uuid, images }: OmeDescription, siblings: SiblingFiles): FindDirectory {
  const names = new Set(images.flatMap(({ tiffData }) => tiffData.map((data) => data.fileName)));
  const isOwn = ({ uuid: itsUuid, fileName }: OmePlane & { fileName: string }): boolean =>
    siblings.isOwn(fileName) || (uuid !== undefined && itsUuid === uuid) || (names.size === 1 && !siblings.has(fileName));
  return async ({ fileName, ...plane }) => {
    const isHere = fileName === undefined || isOwn({ fileName, ...plane });
    return (isHere ? chain : await siblings.directoriesOf(fileName))[plane.ifd];
  };
}

async function picturesOf(said: OmeDescription, chain: readonly TiffDirectory[], directoryOf: FindDirectory): Promise<Map<AssociatedPicture, PictureSource>> {
  const pictures = new Map<AssociatedPicture, PictureSource>();
  for (const image of said.images) {
    const kind = pictureOf(image);
    const plane = kind && image.sizeT === 1 ? firstPlane(image) : undefined;
    const directory = plane && (await directoryOf(plane));
    if (directory) await addPicture(pictures, kind, directory);
  }
  return pictures;
}
