import { inTurns, type Turns } from './in-turns.js';
import type { SlidePixels, TileSpot } from './slide-pixels.js';

/** Tiles of a level whose bytes are asked for. */
const MOST_OF_A_LEVEL = 256;

/**
 * Asks for tiles all over every level without decoding them, always for the last one: a file that was cut short lacks its end.
 * What is missing is counted by `pixels`.
 */
export async function surveyTiles(pixels: SlidePixels, turns: Turns): Promise<void> {
  const spots = pixels.image.levels.flatMap(({ columns, rows }, level) => spread(columns * rows).map((index): TileSpot => ({ level, column: index % columns, row: Math.floor(index / columns) })));
  await inTurns(spots, turns, (spot) => pixels.touch(spot));
}

/** At most `most` indices, evenly from the first to the last. */
export function spread(count: number, most = MOST_OF_A_LEVEL): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
