import type { SlideImage } from '../../readers/index.js';

/** Focus is judged at the resolution of a 20x objective: every scan for diagnosis has it, and `sharpness.ts` is calibrated there. */
const FOCUS_MPP = 0.5;
/** A level this much coarser still does; a finer one is shrunk. */
const COARSEST_MPP = 0.6;
const FINEST_MPP = 0.4;
/** Coarser than this a nucleus is a few pixels, and its edge says nothing of the focus. */
const MOST_MPP = 2;

/** Where focus is judged. */
export interface FocusScale {
  readonly level: number;
  /** The level's tiles are shrunk by this; at most 1. */
  readonly scale: number;
}

/**
 * The level to judge focus on: the coarsest that shows what an objective of 20x does. A scan of unknown scale is taken for the finest in
 * use, 40x, since a sharp 40x would look blurred as a 20x. `undefined` for a scan too coarse to say, and for fluorescence: sharp nuclei
 * in DAPI have the scores of blurred haematoxylin.
 */
export function focusScale({ levels, mppX, mppY, objectivePower }: SlideImage, isDarkField: boolean): FocusScale | undefined {
  if (isDarkField) return undefined;
  const mpp = mppX !== undefined && mppY !== undefined ? (mppX + mppY) / 2 : mppX ?? mppOfObjective(objectivePower);
  if (mpp === undefined) return { level: 0, scale: 0.5 };
  if (mpp > MOST_MPP) return undefined;
  const level = Math.max(0, levels.findLastIndex(({ downsample }) => mpp * downsample <= COARSEST_MPP));
  const levelMpp = mpp * levels[level]!.downsample;
  return { level, scale: levelMpp < FINEST_MPP ? levelMpp / FOCUS_MPP : 1 };
}

/** Scanners give 10 µm on the sensor for a power of 1, or near it. */
const mppOfObjective = (power: number | undefined): number | undefined => (power === undefined ? undefined : 10 / power);
