import { distancePx, type SlidePoint } from './point.js';

/** Microns per level-0 pixel. Unknown is unknown: then nothing is ever given in µm. */
export interface Mpp {
  readonly mppX: number;
  readonly mppY: number;
}

/** A measured length or area with the unit it is really known in. */
export interface Measure {
  readonly value: number;
  readonly unit: 'px' | 'µm' | 'px²' | 'µm²';
}

/** 10x is 1 µm a pixel: the convention of whole-slide scanners (40x at 0.25 µm). */
export const OBJECTIVE_10X_MPP = 1;

/** True magnification of a view of `resolution` level-0 pixels a CSS pixel, as a microscope would name it. */
export const magnificationOf = (resolution: number, mpp: Mpp): number => (10 * OBJECTIVE_10X_MPP) / (resolution * meanMpp(mpp));

/** The resolution (level-0 pixels a CSS pixel) that shows a slide at `magnification`. */
export const resolutionAt = (magnification: number, mpp: Mpp): number => (10 * OBJECTIVE_10X_MPP) / (magnification * meanMpp(mpp));

export const meanMpp = ({ mppX, mppY }: Mpp): number => Math.sqrt(mppX * mppY);

/** Length of an open path. */
export function lengthOf(path: readonly SlidePoint[], mpp?: Mpp): Measure {
  let value = 0;
  for (let i = 1; i < path.length; i++) value += distancePx(scaled(path[i - 1]!, mpp), scaled(path[i]!, mpp));
  return { value, unit: mpp ? 'µm' : 'px' };
}

/** Area inside a ring (closed by itself), by the shoelace formula. */
export function areaOf(ring: readonly SlidePoint[], mpp?: Mpp): Measure {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [scaled(ring[i]!, mpp), scaled(ring[(i + 1) % ring.length]!, mpp)];
    twice += a.x * b.y - b.x * a.y;
  }
  return { value: Math.abs(twice) / 2, unit: mpp ? 'µm²' : 'px²' };
}

/** Area of an ellipse or, with `factor` 4, of a rectangle, from its half axes; the angle does not matter, since scaling x and y scales every area alike. */
export function axesArea(rx: number, ry: number, factor: number, mpp?: Mpp): Measure {
  const value = factor * Math.abs(rx * ry);
  return mpp ? { value: value * mpp.mppX * mpp.mppY, unit: 'µm²' } : { value, unit: 'px²' };
}

const scaled = (point: SlidePoint, mpp?: Mpp): SlidePoint => (mpp ? { x: point.x * mpp.mppX, y: point.y * mpp.mppY } : point);
