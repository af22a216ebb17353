import { SlideFileError } from '../slide-file-error.js';
import { type Image, isAlike, joinConcatenations } from './concatenations.js';
import type { DicomInstance } from './dicom-instance.js';
import { DicomLimit } from './dicom-limits.js';
import { Tag } from './dicom-tags.js';
import { isSamePicture } from './pyramid-fit.js';

/** The images of one slide. */
export interface Series {
  /** Largest first; of one size there may be several, with an optical path each. */
  readonly levels: readonly (readonly Image[])[];
  /** Instances beside the pyramid: label, overview, thumbnail. */
  readonly others: readonly DicomInstance[];
}

/**
 * The series with the largest VOLUME, and of it the pyramid that this VOLUME belongs to. FrameOfReferenceUID does not tell slides
 * apart: converters give every level its own. The glass does: a second series with a VOLUME of another container is a second slide.
 *
 * @throws SlideFileError `slide.not-a-slide` without a VOLUME, `slide.several` for more than one slide, `slide.truncated` where a concatenation lacks a part
 */
export function chooseSeries(instances: readonly DicomInstance[]): Series {
  const volumes = instances.filter(({ flavour }) => flavour === 'volume');
  const largest = volumes.reduce<DicomInstance | undefined>((most, one) => (most && areaOf(most) >= areaOf(one) ? most : one), undefined);
  if (!largest) throw new SlideFileError('slide.not-a-slide', 'DICOM images of a slide without the slide itself (no VOLUME)');
  const series = largest.dataSet.code(Tag.SeriesInstanceUid);
  for (const volume of volumes) if (isOtherSlide(largest, volume)) throw new SlideFileError('slide.several', 'DICOM series of several slides');
  const pyramid = largest.dataSet.code(Tag.PyramidUid);
  const ours = volumes.filter(({ dataSet }) => dataSet.code(Tag.SeriesInstanceUid) === series && dataSet.code(Tag.PyramidUid) === pyramid);
  const withVolume = new Set(volumes.map(({ dataSet }) => dataSet.code(Tag.SeriesInstanceUid)));
  // Some scanners give the label a series of its own; one that belongs to another volume is another slide's.
  const others = instances.filter(({ flavour, dataSet }) => flavour !== 'volume' && (dataSet.code(Tag.SeriesInstanceUid) === series || !withVolume.has(dataSet.code(Tag.SeriesInstanceUid))));
  return { levels: levelsOf(joinConcatenations(ours)), others };
}

function isOtherSlide(largest: DicomInstance, other: DicomInstance): boolean {
  if (largest.dataSet.code(Tag.SeriesInstanceUid) === other.dataSet.code(Tag.SeriesInstanceUid)) return false;
  const [ours, theirs] = [largest, other].map(({ dataSet }) => dataSet.code(Tag.ContainerIdentifier));
  return ours !== theirs || largest.dataSet.code(Tag.StudyInstanceUid) !== other.dataSet.code(Tag.StudyInstanceUid);
}

function levelsOf(images: readonly Image[]): Image[][] {
  const sorted = [...images].sort((a, b) => areaOf(b.first) - areaOf(a.first));
  const levels: Image[][] = [];
  for (const image of sorted) {
    const above = levels[levels.length - 1];
    if (above && isAlike(above[0]!.first, image.first)) above.push(image);
    else if (!above || isSmaller(image.first, above[0]!.first)) {
      if (isSamePicture(sorted[0]!.first, image.first) && isOfOneKind(sorted[0]!.first, image.first)) levels.push([image]);
    }
  }
  if (levels.length > DicomLimit.levels) throw new SlideFileError('slide.too-large', `${levels.length} levels`);
  return levels;
}

/** Levels may be compressed in different ways, but hold the same kind of samples. */
const isOfOneKind = (a: DicomInstance, b: DicomInstance): boolean => a.pixels.samples === b.pixels.samples && a.pixels.bitsStored === b.pixels.bitsStored;

const areaOf = ({ widthPx, heightPx }: DicomInstance): number => widthPx * heightPx;
/** A level of a few pixels may be as wide as the one above it. */
const isSmaller = (a: DicomInstance, b: DicomInstance): boolean => a.widthPx <= b.widthPx && a.heightPx <= b.heightPx && areaOf(a) < areaOf(b);
