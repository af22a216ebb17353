import type { SlideLevel } from '@parfocal/shared/api';
import { type SlideBox, type SlideView, viewBox } from '@parfocal/shared/geometry';
import { type TileAddress, tilesWithin } from './tile-plan';

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
  const inside = tilesWithin(own, sharp, box);
  const planes = [z + 1, z - 1].filter((plane) => plane >= 0 && plane < zPlanes);
  const ring = tilesWithin(own, sharp, box, 1).filter((tile) => !inside.some((other) => other.column === tile.column && other.row === tile.row));
  const above = levels[sharp + 1];
  const outer = above ? tilesWithin(above, sharp + 1, grown(box)) : [];
  const nearest = (tiles: TileAddress[], level: SlideLevel): TileAddress[] => tiles.sort((a, b) => distance(a, level, view) - distance(b, level, view));
  return [
    ...planes.flatMap((plane) => nearest(inside, own).map((tile) => ({ ...tile, z: plane }))),
    ...nearest(ring, own).map((tile) => ({ ...tile, z })),
    ...(above ? nearest(outer, above).map((tile) => ({ ...tile, z })) : []),
  ];
}

/** Twice as wide and high. */
const grown = ({ minX, minY, maxX, maxY }: SlideBox): SlideBox => {
  const [halfW, halfH] = [(maxX - minX) / 2, (maxY - minY) / 2];
  return { minX: minX - halfW, minY: minY - halfH, maxX: maxX + halfW, maxY: maxY + halfH };
};

const distance = ({ column, row }: TileAddress, { tileWidthPx, tileHeightPx, downsample }: SlideLevel, { x, y }: SlideView): number =>
  Math.hypot((column + 0.5) * tileWidthPx * downsample - x, (row + 0.5) * tileHeightPx * downsample - y);
