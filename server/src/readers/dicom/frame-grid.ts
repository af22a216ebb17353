import { SlideFileError } from '../slide-file-error.js';
import type { Image } from './concatenations.js';
import { Tag } from './dicom-tags.js';

/** Which frame is which tile. */
export interface FrameGrid {
  readonly planes: number;
  readonly paths: number;
  /** Microns between planes, where the frames say how high they lie. */
  readonly zSpacingUm?: number;
  /** The frame's number in the whole image, or -1 where it was not stored. `place`: row by row, from the top left. */
  frame(path: number, plane: number, place: number): number;
}

export const tilesOf = ({ first }: Image): number => Math.ceil(first.widthPx / first.tileWidthPx) * Math.ceil(first.heightPx / first.tileHeightPx);

/**
 * TILED_FULL (PS3.3 C.7.6.17.3): tiles row by row, then focal planes from the glass up, then optical paths.
 *
 * @throws SlideFileError `slide.damaged`; `slide.truncated` where a concatenation has not all its frames
 */
export function fullGrid(image: Image, describedPaths: number): FrameGrid {
  const { dataSet } = image.first;
  const tiles = tilesOf(image);
  const perTile = image.frames / tiles;
  const paths = dataSet.integer(Tag.NumberOfOpticalPaths) ?? (perTile % describedPaths === 0 ? describedPaths : 1);
  const planes = dataSet.integer(Tag.TotalPixelMatrixFocalPlanes) ?? perTile / paths;
  if (paths < 1 || !Number.isInteger(planes) || planes < 1 || tiles * planes * paths !== image.frames) {
    const isPart = dataSet.code(Tag.ConcatenationUid) !== '';
    throw new SlideFileError(isPart ? 'slide.truncated' : 'slide.damaged', `${image.frames} frames where ${tiles} tiles, ${planes} planes and ${paths} optical paths are due`);
  }
  return { planes, paths, frame: (path, plane, place) => (path * planes + plane) * tiles + place };
}
