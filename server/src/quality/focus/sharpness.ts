import { FOCUS_SHARP_FROM } from '@parfocal/shared/api';
import type { Picture } from '../slide-pixels.js';

/**
 * How sharp a piece of tissue is, from fine and coarse detail of the same piece.
 *
 * The energy of the Laplacian is a classical measure of focus (Y. Sun, S. Duthaler, B. Nelson, “Autofocusing in computer
 * microscopy”, Microsc. Res. Tech. 65 (2004) 139–149, compare it with Brenner's and others), but it says as much of the stain as of
 * the focus. Blur takes fine detail first, so what it leaves of fine against coarse detail tells focus from pale or smooth tissue;
 * F. Crete et al., “The blur effect”, Proc. SPIE 6492 (2007) 64920I, compare an image with its own blurred copy for that reason.
 */
export interface Detail {
  /** Laplacian energy of pixel pairs over that of blocks of eight, freed of white noise. */
  readonly ratio: number;
  /** Energy of the blocks of eight, in grey levels squared: whether there is anything to judge by. */
  readonly coarse: number;
}

const MOST = 9;
/**
 * Ratio at which a piece is just sharp: halfway between tissue as scanned (0.26 to 1.1 of H&E at 0.5 µm a pixel) and the same
 * blurred by a Gaussian of 1 µm (0.05 to 0.10), where chromatin can no longer be read.
 */
const JUST_SHARP = 0.13;
/** A score is this many octaves of the ratio: 9 begins at the middle of what well-focused slides show. */
const OCTAVES_A_SCORE = 0.38;
/** Below this the piece is as flat as compression noise. */
const LEAST_COARSE = 4;

/** 0 (blurred) to 9 (sharp); `undefined` for a piece too smooth to say. */
export function scoreOf({ ratio, coarse }: Detail): number | undefined {
  if (coarse < LEAST_COARSE) return undefined;
  const score = FOCUS_SHARP_FROM + Math.log2(Math.max(ratio, 1e-6) / JUST_SHARP) / OCTAVES_A_SCORE;
  return Math.min(MOST, Math.max(0, Math.floor(score)));
}

/** Fine and coarse detail of the picture; it has to be at least 32 px a side. */
export function detailOf({ widthPx, heightPx, rgb }: Picture): Detail {
  const single: Plane = { widthPx, heightPx, values: greyOf(rgb) };
  const pairs = halved(single);
  const eights = halved(halved(pairs));
  const coarse = energy(eights);
  // White noise has a quarter of its variance left in means of four; what light makes blurred has next to nothing in single pixels.
  const fine = Math.max(0, energy(pairs) - energy(single) / 4);
  return { ratio: coarse > 0 ? fine / coarse : 0, coarse };
}

interface Plane {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Float32Array;
}

/** Luma of ITU-R BT.601. */
function greyOf(rgb: Uint8Array): Float32Array {
  const grey = new Float32Array(rgb.length / 3);
  for (let i = 0; i < grey.length; i++) grey[i] = 0.299 * rgb[i * 3]! + 0.587 * rgb[i * 3 + 1]! + 0.114 * rgb[i * 3 + 2]!;
  return grey;
}

function halved({ widthPx, heightPx, values }: Plane): Plane {
  const [width, height] = [widthPx >> 1, heightPx >> 1];
  const half = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 2 * y * widthPx + 2 * x;
      half[y * width + x] = (values[at]! + values[at + 1]! + values[at + widthPx]! + values[at + widthPx + 1]!) / 4;
    }
  }
  return { widthPx: width, heightPx: height, values: half };
}

/** Mean square of the four-neighbour Laplacian, over 20: of white noise it is the variance. */
function energy({ widthPx, heightPx, values }: Plane): number {
  let sum = 0;
  for (let y = 1; y + 1 < heightPx; y++) {
    for (let i = y * widthPx + 1; i < (y + 1) * widthPx - 1; i++) {
      const laplacian = 4 * values[i]! - values[i - 1]! - values[i + 1]! - values[i - widthPx]! - values[i + widthPx]!;
      sum += laplacian * laplacian;
    }
  }
  const inner = Math.max(0, widthPx - 2) * Math.max(0, heightPx - 2);
  return inner === 0 ? 0 : sum / inner / 20;
}
