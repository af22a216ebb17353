import { boxOf, type SlideBox, type SlidePoint, turned } from './point.js';

/**
 * What one person sees of a slide: the window's centre in level-0 pixels, how many level-0 pixels one CSS pixel
 * covers, how far the picture is turned clockwise on the screen (radians), and the window's size in CSS pixels.
 *
 * `isFlipped`: the turned picture is then mirrored left to right in the window. The mirror comes last, so a view shows the
 * same part of the slide with and without it, and who is followed need not tell of it.
 */
export interface SlideView {
  readonly x: number;
  readonly y: number;
  readonly resolution: number;
  readonly rotation: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isFlipped?: boolean | undefined;
}

export interface ScreenSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Places in a level-0 pixel where a centre may lie: an eighth of a screen pixel at the closest zoom, and 2^24 pixels in 32 bits. */
export const PLACES_PER_PX = 128;

/**
 * The view in just the digits that travel to others, so that it is the same view for everyone. Tiles are painted at whole
 * screen pixels: views that differ by a hair may show them a pixel apart.
 */
export const viewOnGrid = (view: SlideView): SlideView => ({
  ...view, x: onGrid(view.x), y: onGrid(view.y), resolution: Math.fround(view.resolution), rotation: Math.fround(view.rotation),
});

const onGrid = (px: number): number => Math.round(px * PLACES_PER_PX) / PLACES_PER_PX;

/** The window's four corners on the slide, clockwise from the screen's top left. */
export function viewCorners(view: SlideView): SlidePoint[] {
  const halfW = ((view.widthPx * view.resolution) / 2) * handedness(view);
  const halfH = (view.heightPx * view.resolution) / 2;
  const corner = (sx: number, sy: number): SlidePoint => turned({ x: view.x + sx * halfW, y: view.y + sy * halfH }, view, -view.rotation);
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

export const viewBox = (view: SlideView): SlideBox => boxOf(viewCorners(view));

/** `view` as a window of another size shows it, so that everything in it stays visible ("contain"). */
export function fittedView(view: SlideView, own: ScreenSize): SlideView {
  const scale = Math.max(view.widthPx / own.widthPx, view.heightPx / own.heightPx);
  return { ...view, resolution: view.resolution * scale, widthPx: own.widthPx, heightPx: own.heightPx };
}

/** The view that shows all of `box` with a margin, given as a share of the window. */
export function viewOfBox(box: SlideBox, own: ScreenSize, rotation = 0, marginShare = 0.05): SlideView {
  const [w, h] = [box.maxX - box.minX, box.maxY - box.minY];
  const [sin, cos] = [Math.abs(Math.sin(rotation)), Math.abs(Math.cos(rotation))];
  const room = 1 - 2 * marginShare;
  const resolution = Math.max((w * cos + h * sin) / (own.widthPx * room), (w * sin + h * cos) / (own.heightPx * room), 1 / 64);
  return { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2, resolution, rotation, widthPx: own.widthPx, heightPx: own.heightPx };
}

/** Where a slide point lies in the window, in CSS pixels from its top left. */
export function toScreen(view: SlideView, point: SlidePoint): { x: number; y: number } {
  const upright = turned(point, view, view.rotation);
  return { x: (handedness(view) * (upright.x - view.x)) / view.resolution + view.widthPx / 2, y: (upright.y - view.y) / view.resolution + view.heightPx / 2 };
}

/** -1 for a view in a mirror: what goes right on the screen goes left on the turned slide, and a clockwise turn is the other way. */
export const handedness = ({ isFlipped }: Pick<SlideView, 'isFlipped'>): 1 | -1 => (isFlipped ? -1 : 1);
