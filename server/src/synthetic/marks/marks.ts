import { type SampleBits, sampleOf } from '../cameras/sample-scale.js';
import type { Samples } from '../samples.js';
import { COLOUR_PATCHES, patchAt } from './colour-patches.js';
import { LIGHT_WEDGE, wedgeLightAt } from './light-wedge.js';
import { isPlaneMark, PLANE_MARKS } from './plane-marks.js';
import { isInk, RULER, touchesRuler } from './ruler.js';

const { max } = Math;

/** What stands on the glass, in perfect focus on every plane: tests, and people, check a viewer by it. */
export interface Marks {
  /** Draws over a picture of a square. */
  draw(samples: Samples, x0: number, y0: number, sidePx: number, plane: number, channel: number): void;
}

/** Ruler, colour patches and marks of planes, in colours. */
export class InkedMarks implements Marks {
  constructor(private readonly planes: number) {}

  draw(samples: Samples, x0: number, y0: number, sidePx: number, plane: number): void {
    for (let y = y0, k = 0; y < y0 + sidePx; y++) {
      for (let x = x0; x < x0 + sidePx; x++, k += 3) {
        const colour = patchAt(x, y) ?? (isInk(x, y) || isPlaneMark(x, y, plane, this.planes) ? RULER.ink : undefined);
        if (colour) samples.set(colour, k);
      }
    }
  }
}

/** Ruler, light wedge and marks of planes, in each channel. */
export class LitMarks implements Marks {
  /** Light of ruler and marks in every channel: less than that of tissue, which decides how a channel is first shown. */
  static readonly light = 0.25;

  constructor(
    private readonly planes: number,
    private readonly channels: number,
    private readonly bits: SampleBits,
  ) {}

  draw(samples: Samples, x0: number, y0: number, sidePx: number, plane: number, channel: number): void {
    for (let y = y0, k = 0; y < y0 + sidePx; y++) {
      for (let x = x0; x < x0 + sidePx; x++, k++) {
        const light = wedgeLightAt(x, y, channel, this.channels) ?? (isInk(x, y) || isPlaneMark(x, y, plane, this.planes) ? LitMarks.light : undefined);
        if (light !== undefined) samples[k] = sampleOf(light, this.bits);
      }
    }
  }
}

const REACH_X = max(COLOUR_PATCHES.left + COLOUR_PATCHES.columns * COLOUR_PATCHES.pitchPx, LIGHT_WEDGE.left + LIGHT_WEDGE.steps * LIGHT_WEDGE.pitchPx);
const REACH_Y = LIGHT_WEDGE.top + 3 * LIGHT_WEDGE.pitchPx;

/** Whether a square may hold any mark of a slide of so many planes. */
export function touchesMarks(x0: number, y0: number, planes: number): boolean {
  const reachOfPlanes = planes < 2 ? 0 : PLANE_MARKS.top + planes * PLANE_MARKS.pitchPx;
  return touchesRuler(x0, y0) || (x0 < REACH_X && y0 < REACH_Y) || (x0 < PLANE_MARKS.left + PLANE_MARKS.pitchPx && y0 < reachOfPlanes);
}
