import type { SlideLevel } from '@parfocal/shared/api';
import { type SlideBox, type SlideView, viewBox } from '@parfocal/shared/geometry';

/** One tile of the file's own grid; level 0 is the largest. */
export interface TileAddress {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** A level may be enlarged this much, on device pixels, before the next finer one is fetched … */
const MOST_ENLARGED = 1.75;

/**
 * Whether the coarser of two neighbouring levels is sharp enough for a device pixel of `resolution` level-0 pixels:
 * up to the geometric mean of the two, which loads the fewest bytes for the eye, but not where levels lie far apart.
 */
export const coarserSuffices = (resolution: number, coarser: number, finer: number): boolean =>
  coarser <= resolution * Math.min(Math.sqrt(coarser / finer), MOST_ENLARGED);

/** The level to show for a view, the coarsest one that is still sharp. */
export function sharpLevel(levels: readonly SlideLevel[], deviceResolution: number): number {
  for (let level = levels.length - 1; level > 0; level--) {
    const [coarser, finer] = [levels[level]!.downsample, levels[level - 1]!.downsample];
    if (coarser <= deviceResolution || coarserSuffices(deviceResolution, coarser, finer)) return level;
  }
  return 0;
}

/** Ranks of the three classes of tiles; within a class, the distance to the window's centre in tiles decides. */
const CLASS = 1e6;

/**
 * When a tile is to be fetched for a view: the lower, the sooner; `undefined` if it is not needed (any more).
 *
 * The coarsest level comes first (a few tiles that end all emptiness), then the sharp one from the centre outwards,
 * then what lies between, which a zoom out will show.
 */
export function urgency(levels: readonly SlideLevel[], view: SlideView, sharp: number, tile: TileAddress): number | undefined {
  const level = levels[tile.level];
  if (!level || tile.level < sharp) return undefined;
  const [width, height] = [level.tileWidthPx * level.downsample, level.tileHeightPx * level.downsample];
  const [minX, minY] = [tile.column * width, tile.row * height];
  const box = viewBox(view);
  if (minX > box.maxX || minX + width < box.minX || minY > box.maxY || minY + height < box.minY) return undefined;
  const distance = Math.hypot((minX + width / 2 - view.x) / width, (minY + height / 2 - view.y) / height);
  if (tile.level === levels.length - 1) return distance;
  return distance + (tile.level === sharp ? CLASS : 2 * CLASS + (tile.level - sharp));
}

/** The tiles of a level that a box touches, and `margin` more on each side: first and last column and row, both included. */
export function tileRange({ tileWidthPx, tileHeightPx, downsample, columns, rows }: SlideLevel, box: SlideBox, margin = 0) {
  const first = (min: number, length: number): number => Math.max(0, Math.floor(min / length) - margin);
  const last = (max: number, length: number, count: number): number => Math.min(count - 1, Math.floor(max / length) + margin);
  const [width, height] = [tileWidthPx * downsample, tileHeightPx * downsample];
  return { left: first(box.minX, width), right: last(box.maxX, width, columns), top: first(box.minY, height), bottom: last(box.maxY, height, rows) };
}

/** Those tiles, row by row. */
export function tilesWithin(level: SlideLevel, index: number, box: SlideBox, margin = 0): TileAddress[] {
  const { left, right, top, bottom } = tileRange(level, box, margin);
  const tiles: TileAddress[] = [];
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) tiles.push({ level: index, column, row });
  return tiles;
}

/** How many tiles of a level the box of a view touches. */
export function visibleCount(level: SlideLevel, view: SlideView): number {
  const { left, right, top, bottom } = tileRange(level, viewBox(view));
  return Math.max(0, right - left + 1) * Math.max(0, bottom - top + 1);
}
