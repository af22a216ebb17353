import { type SlidePoint, turned } from './point.js';
import type { SlideView } from './view.js';

/**
 * A map from one slide's level-0 pixels to another's that keeps every shape: `to = scale · turn(from) + (dx, dy)`, turned
 * about the origin by `rotation` radians, clockwise on the screen (y points down).
 */
export interface Similarity {
  readonly scale: number;
  readonly rotation: number;
  readonly dx: number;
  readonly dy: number;
}

/** The same place on two slides. */
export interface PointPair {
  readonly from: SlidePoint;
  readonly to: SlidePoint;
}

export const SAME_PLACE: Similarity = { scale: 1, rotation: 0, dx: 0, dy: 0 };

const ORIGIN: SlidePoint = { x: 0, y: 0 };

export function carriedPoint({ scale, rotation, dx, dy }: Similarity, point: SlidePoint): SlidePoint {
  const { x, y } = turned(point, ORIGIN, rotation);
  return { x: x * scale + dx, y: y * scale + dy };
}

export function inverseOf({ scale, rotation, dx, dy }: Similarity): Similarity {
  const back = turned({ x: -dx / scale, y: -dy / scale }, ORIGIN, -rotation);
  return { scale: 1 / scale, rotation: shortTurn(-rotation), dx: back.x, dy: back.y };
}

/** First `first`, then `next`. */
export function chained(first: Similarity, next: Similarity): Similarity {
  const moved = carriedPoint(next, { x: first.dx, y: first.dy });
  return { scale: first.scale * next.scale, rotation: shortTurn(first.rotation + next.rotation), dx: moved.x, dy: moved.y };
}

/** The view of the other slide that shows the same tissue at the same place, size and angle of the window. */
export function carriedView<T extends Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>>(by: Similarity, view: T): T {
  return { ...view, ...carriedPoint(by, view), resolution: view.resolution * by.scale, rotation: shortTurn(view.rotation - by.rotation) };
}

/** The map under which two views show the same tissue: what {@link carriedView} would need to make `to` of `from`. */
export function similarityOfViews(from: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>, to: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>): Similarity {
  const turn: Similarity = { scale: to.resolution / from.resolution, rotation: shortTurn(from.rotation - to.rotation), dx: 0, dy: 0 };
  const centre = carriedPoint(turn, from);
  return { ...turn, dx: to.x - centre.x, dy: to.y - centre.y };
}

/** Landmarks nearer to each other than this, in level-0 pixels, say nothing of angle and scale. */
const NEAREST_LANDMARKS_PX = 8;

/**
 * The similarity that brings two or more landmarks of one slide to those of another, in the least-squares sense (exactly, for two):
 * Umeyama 1991 without reflection, which in the plane is a regression of complex numbers.
 *
 * Answers nothing where the landmarks of either slide lie on one spot, or are not numbers.
 */
export function similarityOfPairs(pairs: readonly PointPair[]): Similarity | undefined {
  const [from, to] = [centroid(pairs.map((pair) => pair.from)), centroid(pairs.map((pair) => pair.to))];
  let [dot, cross, spreadFrom, spreadTo] = [0, 0, 0, 0];
  for (const pair of pairs) {
    const [ax, ay, bx, by] = [pair.from.x - from.x, pair.from.y - from.y, pair.to.x - to.x, pair.to.y - to.y];
    dot += ax * bx + ay * by;
    cross += ax * by - ay * bx;
    spreadFrom += ax * ax + ay * ay;
    spreadTo += bx * bx + by * by;
  }
  // For two landmarks the spread is half their distance squared.
  const least = NEAREST_LANDMARKS_PX ** 2 / 2;
  const scale = Math.hypot(dot, cross) / spreadFrom;
  if (!(spreadFrom >= least && spreadTo >= least && scale > 0 && Number.isFinite(scale))) return undefined;
  const turn: Similarity = { scale, rotation: Math.atan2(cross, dot), dx: 0, dy: 0 };
  const moved = carriedPoint(turn, from);
  return { ...turn, dx: to.x - moved.x, dy: to.y - moved.y };
}

function centroid(points: readonly SlidePoint[]): SlidePoint {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), ORIGIN);
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** The same angle, between -π and π. */
const shortTurn = (angleRad: number): number => Math.atan2(Math.sin(angleRad), Math.cos(angleRad));
