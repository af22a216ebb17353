import { SlideFileError } from '../slide-file-error.js';
import type { Image } from './concatenations.js';
import { DicomLimit } from './dicom-limits.js';
import { type FrameGrid, tilesOf } from './frame-grid.js';
import type { FramePositions } from './frame-positions.js';

/** Heights are decimal text; what differs by less than this is the same plane. */
const SAME_HEIGHT_UM = 0.001;

/**
 * TILED_SPARSE: every frame says where it belongs, and what no frame claims was not scanned. Memory follows the frames that there are,
 * not the places that there could be.
 *
 * @param positions of all frames of the image
 * @throws SlideFileError `slide.damaged` for frames outside the image or on top of each other, `slide.format-unsupported` for ones that lie on no grid
 */
export function sparseGrid(image: Image, positions: FramePositions, paths: number): FrameGrid {
  const tiles = tilesOf(image);
  if (tiles > DicomLimit.frames) throw new SlideFileError('slide.too-large', `${tiles} tiles`);
  const cells = cellsOf(image, positions);
  const order = Uint32Array.from(cells, (_, frame) => frame).sort((a, b) => cells[a]! - cells[b]! || positions.z[a]! - positions.z[b]!);
  const { ranks, planes } = stackOf(order, cells, positions.z);
  if (planes > DicomLimit.focalPlanes) throw new SlideFileError('slide.too-large', `${planes} focal planes`);
  const heights = distinctHeights(positions.z);
  // Scanners that follow the tissue note another height for every tile: then frames of one place are planes in their order.
  const isLevelled = heights.length === planes;
  const planeOf = new Map(heights.map((height, plane) => [height, plane]));
  const keys = Float64Array.from(order, (frame, i) => cells[frame]! * planes + (isLevelled ? (planeOf.get(heightOf(positions.z[frame]!)) ?? 0) : ranks[i]!));
  const spacing = isLevelled && planes > 1 ? { zSpacingUm: ((heights[planes - 1]! - heights[0]!) * SAME_HEIGHT_UM) / (planes - 1) } : {};
  return { planes, paths, ...spacing, frame: (path, plane, place) => order[indexOf(keys, (path * tiles + place) * planes + plane)] ?? -1 };
}

/** Optical path and place of each frame in one number: `path * tiles + place`. */
function cellsOf(image: Image, { x, y, path }: FramePositions): Float64Array {
  const { widthPx, heightPx, tileWidthPx, tileHeightPx } = image.first;
  const [columns, tiles] = [Math.ceil(widthPx / tileWidthPx), tilesOf(image)];
  return Float64Array.from(x, (left, frame) => {
    const top = y[frame]!;
    if (left >= widthPx || top >= heightPx) throw new SlideFileError('slide.damaged', `a frame at ${left}, ${top} of ${widthPx} x ${heightPx} px`);
    if (left % tileWidthPx !== 0 || top % tileHeightPx !== 0) throw new SlideFileError('slide.format-unsupported', 'DICOM frames that lie on no grid');
    return path[frame]! * tiles + (top / tileHeightPx) * columns + left / tileWidthPx;
  });
}

/** How many frames lie on top of each other at most, and the how manieth each is, in the order given. */
function stackOf(order: Uint32Array, cells: Float64Array, z: Float64Array): { ranks: Uint32Array; planes: number } {
  const ranks = new Uint32Array(order.length);
  let planes = 1;
  for (let i = 1; i < order.length; i++) {
    const [below, above] = [order[i - 1]!, order[i]!];
    if (cells[above] !== cells[below]) continue;
    if (heightOf(z[above]!) === heightOf(z[below]!)) throw new SlideFileError('slide.damaged', 'two frames at one place');
    ranks[i] = ranks[i - 1]! + 1;
    planes = Math.max(planes, ranks[i]! + 1);
  }
  return { ranks, planes };
}

const heightOf = (um: number): number => Math.round(um / SAME_HEIGHT_UM);

/** From the glass up, in steps of `SAME_HEIGHT_UM`. Given up past as many as planes can be. */
function distinctHeights(z: Float64Array): number[] {
  const heights = new Set<number>();
  for (const um of z) {
    heights.add(heightOf(um));
    if (heights.size > DicomLimit.focalPlanes) return [];
  }
  return [...heights].sort((a, b) => a - b);
}

function indexOf(sorted: Float64Array, key: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === key) return middle;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
