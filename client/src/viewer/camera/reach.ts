import { type ScreenSize, type SlideView, viewOfBox } from '@parfocal/shared/geometry';

/** Closest a hand may zoom: one level-0 pixel on four CSS pixels. Closer shows nothing new. */
const CLOSEST_RESOLUTION = 1 / 4;
/** Farthest a hand may zoom out, in fitted views. */
const FARTHEST_IN_FITS = 1.5;

/** All of the slide with a margin, in a window of the size of `own`. */
export const fittedSlide = (slide: ScreenSize, { widthPx, heightPx }: ScreenSize, rotation = 0): SlideView =>
  viewOfBox({ minX: 0, minY: 0, maxX: slide.widthPx, maxY: slide.heightPx }, { widthPx, heightPx }, rotation);

/**
 * `wanted` as far as a hand may go: the window's centre stays on the slide, and zoom has two ends. A program may have
 * put the view past an end (a leader with a larger window); then a hand may stay there, but not go farther.
 */
export function withinReach(wanted: SlideView, from: SlideView, slide: ScreenSize): SlideView {
  const fit = fittedSlide(slide, wanted, wanted.rotation).resolution;
  const closest = Math.min(CLOSEST_RESOLUTION, fit, from.resolution);
  const farthest = Math.max(fit * FARTHEST_IN_FITS, from.resolution);
  return {
    ...wanted,
    resolution: clamp(wanted.resolution, closest, farthest),
    x: clamp(wanted.x, Math.min(0, from.x), Math.max(slide.widthPx, from.x)),
    y: clamp(wanted.y, Math.min(0, from.y), Math.max(slide.heightPx, from.y)),
  };
}

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
