import type { Overview } from './overview.js';
import type { Glass } from './tissue/glass.js';
import type { TissueMask } from './tissue/tissue-mask.js';

/** A band at or above this has lost what was lighter. */
const CLIPPED = 254;
export interface Exposure {
  /** Mean brightness of bare glass, 0 to 255; `undefined` where there is none. */
  readonly glassBrightness?: number;
  /** Share of the tissue with two bands or more at their end, 0 to 1. */
  readonly clippedShare: number;
}

/** Samples of channels are seen through the window that they are shown with, whose ends say nothing of the exposure: `isWindowed`. */
export function exposureOf({ rgb, cover }: Overview, { tissue }: TissueMask, glass: Glass | undefined, isWindowed: boolean): Exposure {
  let [clipped, count] = [0, 0];
  for (let i = 0; i < cover.length; i++) {
    if (tissue[i] !== 1) continue;
    count++;
    const at = i * 3;
    const ended = Number(rgb[at]! >= CLIPPED) + Number(rgb[at + 1]! >= CLIPPED) + Number(rgb[at + 2]! >= CLIPPED);
    if (ended >= 2) clipped++;
  }
  const clippedShare = isWindowed || count === 0 ? 0 : clipped / count;
  if (!glass?.isSeen) return { clippedShare };
  return { clippedShare, glassBrightness: (glass.colour[0] + glass.colour[1] + glass.colour[2]) / 3 };
}
