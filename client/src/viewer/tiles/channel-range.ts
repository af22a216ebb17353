import type { SlideLevel } from '@parfocal/shared/api';
import { type SlideView, viewBox } from '@parfocal/shared/geometry';
import { rangeOf } from '../darkroom/sample-range';
import type { TilePictures } from './tile-pictures';
import { type TileAddress, tilesWithin } from './tile-plan';

/** Tiles that are looked at; of the finest level on which a window has no more. */
const MOST_TILES = 6;

/** The tiles that tell of all that a window shows, few and not too coarse. */
export function tilesToMeasure(levels: readonly SlideLevel[], view: SlideView, sharp: number): TileAddress[] {
  const box = viewBox(view);
  for (let index = sharp; index < levels.length; index++) {
    const tiles = tilesWithin(levels[index]!, index, box);
    if (tiles.length <= MOST_TILES) return tiles;
  }
  return levels.length > 0 ? tilesWithin(levels.at(-1)!, levels.length - 1, box).slice(0, MOST_TILES) : [];
}

/** The window that shows well what of a channel can be seen now; nothing where there is nothing. Rejects as `TilePictures.picture` does. */
export async function channelRange(pictures: TilePictures, tiles: readonly TileAddress[], z: number, channel: number, signal: AbortSignal) {
  const samples = await Promise.all(tiles.map((tile) => pictures.samples(tile, z, channel, signal)));
  return rangeOf(samples.flat());
}
