import type { AssociatedPicture } from '@parfocal/shared/api';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffTag } from './tiff-tags.js';

/** Scanners put the label, the overview with the label on it, and a thumbnail into the same file, and say so at the start of a line. */
const TITLE = /^\s*(label|macro|thumbnail|overview)\b/im;
const TITLE_BYTES = 256;

const KINDS: Readonly<Record<string, AssociatedPicture>> = { label: 'label', macro: 'macro', overview: 'macro', thumbnail: 'thumbnail' };

/** Which picture beside the slide a directory says it is; `undefined` for one of the slide itself. */
export async function pictureTitle(directory: TiffDirectory): Promise<AssociatedPicture | undefined> {
  return pictureNamed(TITLE.exec(await directory.text(TiffTag.ImageDescription, TITLE_BYTES))?.[1]);
}

/** `overview` is what some call a macro picture. */
export const pictureNamed = (name: string | undefined): AssociatedPicture | undefined => (name === undefined ? undefined : KINDS[name.toLowerCase()]);
