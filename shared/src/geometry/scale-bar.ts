import type { Measure, Mpp } from './measure.js';
import type { SlideView } from './view.js';

export interface ScaleBar {
  readonly length: Measure;
  /** How long the bar is drawn, in CSS pixels. */
  readonly widthPx: number;
}

const STEPS = [1, 2, 5];

/**
 * The longest round length (1, 2 or 5 times a power of ten) that fits into `roomPx` CSS pixels.
 * `perPx`: µm, or level-0 pixels where the scale is unknown, that one CSS pixel covers.
 */
export function scaleBarOf(perPx: number, unit: 'µm' | 'px', roomPx: number): ScaleBar {
  const room = perPx * roomPx;
  const decade = 10 ** Math.floor(Math.log10(room));
  const value = decade * (STEPS.findLast((step) => step * decade <= room) ?? 1);
  return { length: { value, unit }, widthPx: value / perPx };
}

/**
 * How much one CSS pixel to the right covers in a view: µm, or level-0 pixels where the scale is unknown. On a slide whose
 * pixels are not square it depends on how the view is turned.
 */
export const acrossPx = ({ resolution, rotation }: SlideView, mpp?: Mpp): number =>
  resolution * (mpp ? Math.hypot(mpp.mppX * Math.cos(rotation), mpp.mppY * Math.sin(rotation)) : 1);
