import { SlideFileError } from '../slide-file-error.js';
import type { DicomDataSet } from './data-set.js';
import { DicomLimit } from './dicom-limits.js';
import { Tag } from './dicom-tags.js';
import { type PixelFormat, readPixelFormat } from './pixel-format.js';
import type { DicomHead } from './read-head.js';

export type Flavour = 'volume' | 'label' | 'overview' | 'thumbnail' | 'other';

/** ImageType, value 3 (PS3.3 C.8.12.4.1.1). LOCALIZER is what drafts of Supplement 145 called the overview. */
const FLAVOURS: Readonly<Record<string, Flavour>> = { VOLUME: 'volume', LABEL: 'label', OVERVIEW: 'overview', THUMBNAIL: 'thumbnail', LOCALIZER: 'overview' };

/** One image file of a slide: facts that have been checked for being possible, not yet against each other. */
export interface DicomInstance extends DicomHead {
  /** The file's name within the slide. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly flavour: Flavour;
  /** Size of the whole image that its frames are tiles of. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Size of a frame. */
  readonly tileWidthPx: number;
  readonly tileHeightPx: number;
  readonly frames: number;
  readonly pixels: PixelFormat;
  /** Whether each frame says where it belongs; else they come in order. */
  readonly isSparse: boolean;
}

/** @throws SlideFileError */
export function readInstance(name: string, sizeBytes: number, head: DicomHead): DicomInstance {
  const { dataSet } = head;
  const flavour = flavourOf(dataSet);
  const [tileWidthPx, tileHeightPx] = [dataSet.integer(Tag.Columns) ?? 0, dataSet.integer(Tag.Rows) ?? 0];
  const frames = dataSet.decimals(Tag.NumberOfFrames)[0] ?? 1;
  // Labels of some scanners are one frame and say no more.
  const isOneFrame = frames === 1;
  const widthPx = dataSet.integer(Tag.TotalPixelMatrixColumns) ?? (isOneFrame ? tileWidthPx : 0);
  const heightPx = dataSet.integer(Tag.TotalPixelMatrixRows) ?? (isOneFrame ? tileHeightPx : 0);
  requireSize('an image', widthPx, heightPx, DicomLimit.sidePx);
  // A label or an overview is one picture, larger than tiles are.
  requireSize('frames', tileWidthPx, tileHeightPx, flavour === 'volume' ? DicomLimit.tileSidePx : DicomLimit.sidePx);
  if (!Number.isInteger(frames) || frames < 1) throw new SlideFileError('slide.damaged', `${frames} frames`);
  if (frames > DicomLimit.frames) throw new SlideFileError('slide.too-large', `${frames} frames`);
  const pixels = readPixelFormat(dataSet, head.syntax);
  const frameBytes = (tileWidthPx * tileHeightPx * pixels.samples * pixels.bitsAllocated) / 8;
  if (frameBytes > DicomLimit.frameBytes) throw new SlideFileError('slide.too-large', `frames of ${frameBytes} bytes`);
  return { ...head, name, sizeBytes, flavour, widthPx, heightPx, tileWidthPx, tileHeightPx, frames, pixels, isSparse: isSparse(dataSet, frames) };
}

export function flavourOf(dataSet: DicomDataSet): Flavour {
  const type = dataSet.codes(Tag.ImageType)[2];
  return type === undefined ? 'volume' : (FLAVOURS[type] ?? 'other');
}

/** Files from before TILED_FULL say nothing, and give every frame its place. */
function isSparse(dataSet: DicomDataSet, frames: number): boolean {
  const type = dataSet.code(Tag.DimensionOrganizationType);
  if (type !== '') return type !== 'TILED_FULL';
  return frames > 1 && dataSet.place(Tag.PerFrameFunctionalGroupsSequence) !== undefined;
}

function requireSize(what: string, widthPx: number, heightPx: number, mostPx: number): void {
  if (widthPx < 1 || heightPx < 1) throw new SlideFileError('slide.damaged', `${what} of ${widthPx} x ${heightPx} px`);
  if (Math.max(widthPx, heightPx) > mostPx) throw new SlideFileError('slide.too-large', `${what} of ${widthPx} x ${heightPx} px`);
}
