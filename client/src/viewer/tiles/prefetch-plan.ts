import type { SlideLevel } from '@parfocal/shared/api';
import { type SlideBox, type SlideView, viewBox } from '@parfocal/shared/geometry';
import type { TileAddress } from './tile-plan';

/** A tile that may be wanted next. */
export interface PlannedTile extends TileAddress {
  readonly z: number;
}

export interface PrefetchSight {
  readonly levels: readonly SlideLevel[];
  readonly view: SlideView;
  /** The level that is shown. */
  readonly sharp: number;
  readonly z: number;
  readonly zPlanes: number;
}

/**
 * What a person is likely to want next, likeliest first: the planes above and below, since focusing is fast; one ring of
 * tiles around the window, for the next pan; and of the next coarser level what a zoom out by two would show.
 */
export function prefetchPlan({ levels, view, sharp, z, zPlanes }: PrefetchSight): PlannedTile[] {
  const box = viewBox(view);
  const own = levels[sharp];
  if (!own) return [];
  const inside = tilesIn(own, sharp, box, 0);
  const planes = [z + 1, z - 1].filter((plane) => plane >= 0 && plane < zPlanes);
  const ring = tilesIn(own, sharp, box, 1).filter((tile) => !inside.some((other) => other.column === tile.column && other.row === tile.row));
  const above = levels[sharp + 1];
  const outer = above ? tilesIn(above, sharp + 1, grown(box), 0) : [];
  const nearest = (tiles: TileAddress[], level: SlideLevel): TileAddress[] => tiles.sort((a, b) => distance(a, level, view) - distance(b, level, view));
  return [
    ...planes.flatMap((plane) => nearest(inside, own).map((tile) => ({ ...tile, z: plane }))),
    ...nearest(ring, own).map((tile) => ({ ...tile, z })),
    ...(above ? nearest(outer, above).map((tile) => ({ ...tile, z })) : []),
  ];
}

/** The tiles of a level that touch a box, and `margin` more on each side. */
function tilesIn({ tileWidthPx, tileHeightPx, downsample, columns, rows }: SlideLevel, level: number, box: SlideBox, margin: number): TileAddress[] {
  const [width, height] = [tileWidthPx * downsample, tileHeightPx * downsample];
  const tiles: TileAddress[] = [];
  const lastRow = Math.min(rows - 1, Math.floor(box.maxY / height) + margin);
  const lastColumn = Math.min(columns - 1, Math.floor(box.maxX / width) + margin);
  for (let row = Math.max(0, Math.floor(box.minY / height) - margin); row <= lastRow; row++) {
    for (let column = Math.max(0, Math.floor(box.minX / width) - margin); column <= lastColumn; column++) tiles.push({ level, column, row });
  }
  return tiles;
}

/** Twice as wide and high. */
const grown = ({ minX, minY, maxX, maxY }: SlideBox): SlideBox => {
  const [halfW, halfH] = [(maxX - minX) / 2, (maxY - minY) / 2];
  return { minX: minX - halfW, minY: minY - halfH, maxX: maxX + halfW, maxY: maxY + halfH };
};

const distance = ({ column, row }: TileAddress, { tileWidthPx, tileHeightPx, downsample }: SlideLevel, { x, y }: SlideView): number =>
  Math.hypot((column + 0.5) * tileWidthPx * downsample - x, (row + 0.5) * tileHeightPx * downsample - y);
