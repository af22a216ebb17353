import { SlideFileError } from '../slide-file-error.js';
import type { DicomInstance } from './dicom-instance.js';
import { Tag } from './dicom-tags.js';

/** Instances that are one image together (PS3.3 C.7.6.16.2.2.4), in the order of their frames; mostly a single one. */
export interface Image {
  readonly first: DicomInstance;
  readonly parts: readonly Part[];
  readonly frames: number;
}

export interface Part {
  readonly instance: DicomInstance;
  /** Number of its first frame in the whole. */
  readonly firstFrame: number;
}

/** @throws SlideFileError `slide.truncated` where a part is missing, `slide.damaged` where parts contradict each other */
export function joinConcatenations(instances: readonly DicomInstance[]): Image[] {
  const wholes = new Map<string, DicomInstance[]>();
  const images: Image[] = [];
  for (const instance of instances) {
    const uid = instance.dataSet.code(Tag.ConcatenationUid);
    if (uid === '') images.push({ first: instance, parts: [{ instance, firstFrame: 0 }], frames: instance.frames });
    else wholes.set(uid, [...(wholes.get(uid) ?? []), instance]);
  }
  return [...images, ...[...wholes.values()].map(joined)];
}

function joined(instances: readonly DicomInstance[]): Image {
  const sorted = instances
    .map((instance) => ({ instance, firstFrame: instance.dataSet.integer(Tag.ConcatenationFrameOffsetNumber) ?? 0 }))
    .sort((a, b) => a.firstFrame - b.firstFrame || (number(a.instance) - number(b.instance)));
  const first = sorted[0]!.instance;
  const total = Math.max(...instances.map(({ dataSet }) => dataSet.integer(Tag.InConcatenationTotalNumber) ?? 0));
  const parts: Part[] = [];
  let frames = 0;
  for (const part of sorted) {
    // The same part twice, as copies of files are.
    if (part.firstFrame < frames && number(part.instance) === number(parts[parts.length - 1]!.instance)) continue;
    if (part.firstFrame > frames) missing(`frames ${frames} to ${part.firstFrame - 1} of a concatenation lie in a file that is not here`);
    if (part.firstFrame < frames) throw new SlideFileError('slide.damaged', 'parts of a concatenation that overlap');
    if (!isAlike(first, part.instance)) throw new SlideFileError('slide.damaged', 'parts of a concatenation that differ in size or pixels');
    parts.push(part);
    frames += part.instance.frames;
  }
  if (parts.length < total) missing(`${total - parts.length} of ${total} files of a concatenation are not here`);
  return { first, parts, frames };
}

const number = ({ dataSet }: DicomInstance): number => dataSet.integer(Tag.InConcatenationNumber) ?? 0;

export const isAlike = (a: DicomInstance, b: DicomInstance): boolean =>
  a.widthPx === b.widthPx && a.heightPx === b.heightPx && a.tileWidthPx === b.tileWidthPx && a.tileHeightPx === b.tileHeightPx &&
  a.syntax === b.syntax && a.isSparse === b.isSparse &&
  a.pixels.samples === b.pixels.samples && a.pixels.bitsStored === b.pixels.bitsStored && a.pixels.colour === b.pixels.colour;

function missing(what: string): never {
  throw new SlideFileError('slide.truncated', what);
}
