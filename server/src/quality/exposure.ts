import { Cover, type Overview } from './overview.js';
import type { Glass } from './tissue/glass.js';
import type { TissueMask } from './tissue/tissue-mask.js';

/** A band at or above this has lost what was lighter. */
const CLIPPED = 254;
/** A scan of which more than this share is as dark as this is no bright field: it is fluorescence or a dark field. */
const DARK = 48;
const DARK_SHARE = 0.5;
/** Black that a scanner fills in where it did not look. */
const FILL = 6;
const LIT = 128;
const LIT_CHROMA = 28;
/** With this share of light grey among what is not black, there is glass, and the black is filling. */
const GLASS_SHARE = 0.2;

export interface Exposure {
  /** Mean brightness of bare glass, 0 to 255; `undefined` where there is none. */
  readonly glassBrightness?: number;
  /** Share of the tissue with two bands or more at their end, 0 to 1. */
  readonly clippedShare: number;
}

export function exposureOf({ rgb, cover }: Overview, { tissue }: TissueMask, glass: Glass | undefined): Exposure {
  let [clipped, count] = [0, 0];
  for (let i = 0; i < cover.length; i++) {
    if (tissue[i] !== 1) continue;
    count++;
    const bands = [rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!].filter((value) => value >= CLIPPED).length;
    if (bands >= 2) clipped++;
  }
  const clippedShare = count === 0 ? 0 : clipped / count;
  if (!glass?.isSeen) return { clippedShare };
  return { clippedShare, glassBrightness: (glass.colour[0] + glass.colour[1] + glass.colour[2]) / 3 };
}

/** Whether tissue shines on a dark field here, instead of darkening a bright one. */
export function isDarkField({ rgb, cover }: Overview): boolean {
  let [scanned, dark, notBlack, lit] = [0, 0, 0, 0];
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] !== Cover.scanned) continue;
    scanned++;
    const bands = [rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!];
    const most = Math.max(...bands);
    if (most < DARK) dark++;
    if (most > FILL) notBlack++;
    if (most >= LIT && most - Math.min(...bands) <= LIT_CHROMA) lit++;
  }
  return dark > scanned * DARK_SHARE && lit <= notBlack * GLASS_SHARE;
}

/** Marks as not scanned what a scanner filled in with black on a bright field. */
export function forgetFilling({ rgb, cover }: Overview): void {
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] === Cover.scanned && rgb[i * 3]! <= FILL && rgb[i * 3 + 1]! <= FILL && rgb[i * 3 + 2]! <= FILL) cover[i] = Cover.none;
  }
}
