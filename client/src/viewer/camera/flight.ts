import type { SlideView } from '@parfocal/shared/geometry';
import type { ViewCause } from '../slide-viewer';
import type { Motion } from './motion';
import { normalAngle } from './screen';

/** Below this change of scale (as a logarithm) a flight is a pan. */
const SAME_SCALE = 1e-3;

/** Eases from where the camera is to `destination`, which it reaches exactly. */
export function flightTo(destination: SlideView, durationMs: number, cause: ViewCause): Motion {
  let start: { view: SlideView; atMs: number } | undefined;
  return {
    cause,
    destination,
    step(from, nowMs) {
      start ??= { view: from, atMs: nowMs };
      const share = (nowMs - start.atMs) / durationMs;
      if (share >= 1) return { view: destination, arrived: true };
      return { view: between(start.view, destination, 1 - (1 - share) ** 3), arrived: false };
    },
  };
}

/**
 * The view `share` of the way from one to another. Scale changes by equal factors, and the centre as in a zoom about
 * the one point that both views show at the same place: a linear centre would swing out sideways when zooming far.
 */
export function between(from: SlideView, to: SlideView, share: number): SlideView {
  const logScale = Math.log(to.resolution / from.resolution);
  const resolution = from.resolution * Math.exp(logScale * share);
  const travelled = Math.abs(logScale) < SAME_SCALE ? share : (resolution - from.resolution) / (to.resolution - from.resolution);
  return {
    ...to,
    x: from.x + (to.x - from.x) * travelled,
    y: from.y + (to.y - from.y) * travelled,
    resolution,
    rotation: from.rotation + normalAngle(to.rotation - from.rotation) * share,
  };
}
