import type { Samples } from '../samples.js';
import { TILE_PX } from './tile-size.js';

/** Averages 2 x 2 pixels of a tile into its quarter of the tile above. */
export function halve(from: Samples, to: Samples, bands: 1 | 3, dx: 0 | 1, dy: 0 | 1): void {
  const half = TILE_PX / 2;
  const row = TILE_PX * bands;
  for (let y = 0; y < half; y++) {
    let source = y * 2 * row;
    let target = (dy * half + y) * row + dx * half * bands;
    for (let x = 0; x < half; x++, source += 2 * bands, target += bands) {
      for (let c = 0; c < bands; c++) {
        to[target + c] = (from[source + c]! + from[source + c + bands]! + from[source + c + row]! + from[source + c + row + bands]! + 2) >> 2;
      }
    }
  }
}

export const isSame = (one: Samples, other: Samples): boolean => one.every((sample, k) => sample === other[k]);
