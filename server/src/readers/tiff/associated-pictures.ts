import type { AssociatedPicture } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile } from '../slide-reader.js';
import { pictureTitle } from './picture-title.js';
import { StoredPicture } from './stored-picture.js';
import type { TiffDirectory } from './tiff-directory.js';

/** Makes the picture when it is asked for: most are never looked at. */
export type PictureSource = () => Promise<EncodedTile>;

export type PictureSources = ReadonlyMap<AssociatedPicture, PictureSource>;

/** Pictures that directories say they are; the first of each kind. */
export async function titledPictures(directories: readonly TiffDirectory[]): Promise<Map<AssociatedPicture, PictureSource>> {
  const pictures = new Map<AssociatedPicture, PictureSource>();
  for (const directory of directories) await addPicture(pictures, await pictureTitle(directory), directory);
  return pictures;
}

/** A picture that cannot be shown is left out: it is no reason to refuse the slide. */
export async function addPicture(pictures: Map<AssociatedPicture, PictureSource>, kind: AssociatedPicture | undefined, directory: TiffDirectory): Promise<void> {
  if (kind === undefined || pictures.has(kind)) return;
  const stored = await StoredPicture.open(directory).catch((error: unknown) => {
    if (error instanceof SlideFileError && error.code !== 'slide.gone') return undefined;
    throw error;
  });
  if (stored) pictures.set(kind, () => stored.read());
}
