import { SlideFileError } from '../slide-file-error.js';
import type { Image } from './concatenations.js';
import { DicomLimit } from './dicom-limits.js';
import { type FrameGrid, tilesOf } from './frame-grid.js';
import type { FramePositions } from './frame-positions.js';

/** Heights are decimal text; what differs by less than this is the same plane. */
const SAME_HEIGHT_UM = 0.001;

/**
 * TILED_SPARSE: every frame says where it belongs, and what no frame claims was not scanned.
 *
 * @param positions of all frames of the image
 * @throws SlideFileError `slide.damaged` for frames outside the image or on top of each other, `slide.format-unsupported` for ones that lie on no grid
 */
export function sparseGrid(image: Image, positions: FramePositions, paths: number): FrameGrid {
  const tiles = tilesOf(image);
  const heights = distinctHeights(positions.z);
  const cells = cellsOf(image, positions);
  const stacked = mostStacked(cells, paths * tiles);
  if (stacked > DicomLimit.focalPlanes) throw new SlideFileError('slide.too-large', `${stacked} focal planes`);
  // Scanners that follow the tissue note another height for every tile: then frames of one place are planes in their order.
  const planeOf = heights.length === stacked ? planeByHeight(heights) : planeByRank(cells, positions.z);
  if (stacked * paths * tiles > DicomLimit.frames) throw new SlideFileError('slide.too-large', `${stacked * paths * tiles} places for frames`);
  const frames = new Int32Array(stacked * paths * tiles).fill(-1);
  cells.forEach((cell, frame) => {
    const [path, place] = [Math.floor(cell / tiles), cell % tiles];
    const at = (path * stacked + planeOf(frame, positions.z[frame] ?? 0)) * tiles + place;
    if ((frames[at] ?? 0) >= 0) throw new SlideFileError('slide.damaged', 'two frames at one place');
    frames[at] = frame;
  });
  const spacing = heights.length === stacked && stacked > 1 ? { zSpacingUm: (heights[stacked - 1]! - heights[0]!) / (stacked - 1) } : {};
  return { planes: stacked, paths, ...spacing, frame: (path, plane, place) => frames[(path * stacked + plane) * tiles + place] ?? -1 };
}

/** Optical path and place of each frame in one number: `path * tiles + place`. */
function cellsOf(image: Image, { x, y, path }: FramePositions): Float64Array {
  const { widthPx, heightPx, tileWidthPx, tileHeightPx } = image.first;
  const [columns, tiles] = [Math.ceil(widthPx / tileWidthPx), tilesOf(image)];
  return Float64Array.from(x, (_, frame) => {
    const [left, top] = [x[frame]!, y[frame]!];
    if (left >= widthPx || top >= heightPx) throw new SlideFileError('slide.damaged', `a frame at ${left}, ${top} of ${widthPx} x ${heightPx} px`);
    if (left % tileWidthPx !== 0 || top % tileHeightPx !== 0) throw new SlideFileError('slide.format-unsupported', 'DICOM frames that lie on no grid');
    return path[frame]! * tiles + (top / tileHeightPx) * columns + left / tileWidthPx;
  });
}

function mostStacked(cells: Float64Array, places: number): number {
  if (places > DicomLimit.frames) throw new SlideFileError('slide.too-large', `${places} places for frames`);
  const counts = new Uint32Array(places);
  let most = 1;
  for (const cell of cells) {
    const count = (counts[cell] ?? 0) + 1;
    counts[cell] = count;
    if (count > most) most = count;
  }
  return most;
}

/** Sorted from the glass up. Given up past as many as planes can be. */
function distinctHeights(z: Float64Array): number[] {
  const heights = new Set<number>();
  for (const height of z) {
    heights.add(Math.round(height / SAME_HEIGHT_UM));
    if (heights.size > DicomLimit.focalPlanes) return [];
  }
  return [...heights].sort((a, b) => a - b).map((height) => height * SAME_HEIGHT_UM);
}

type PlaneOf = (frame: number, heightUm: number) => number;

function planeByHeight(heights: readonly number[]): PlaneOf {
  const planes = new Map(heights.map((height, plane) => [Math.round(height / SAME_HEIGHT_UM), plane]));
  return (_, heightUm) => planes.get(Math.round(heightUm / SAME_HEIGHT_UM)) ?? 0;
}

function planeByRank(cells: Float64Array, z: Float64Array): PlaneOf {
  const ranks = new Uint16Array(cells.length);
  const order = Uint32Array.from(cells, (_, frame) => frame).sort((a, b) => cells[a]! - cells[b]! || z[a]! - z[b]!);
  let [before, rank] = [-1, 0];
  for (const frame of order) {
    rank = cells[frame] === before ? rank + 1 : 0;
    before = cells[frame]!;
    ranks[frame] = rank;
  }
  return (frame) => ranks[frame]!;
}
