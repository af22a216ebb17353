import type { SlideImage } from '../readers/index.js';
import { Cover, type Overview } from './overview.js';

/** A scan of which more than this share is as dark as this is no bright field: it is fluorescence or a dark field. */
const DARK = 48;
const DARK_SHARE = 0.5;
/** Black that a scanner fills in where it did not look. */
const FILL = 6;
const LIT = 128;
const LIT_CHROMA = 28;
/** With this share of light grey among what is not black, there is glass, and the black is filling. */
const GLASS_SHARE = 0.2;

/** Whether tissue shines on a dark field here, instead of darkening a bright one. */
export function isDarkField({ rgb, cover }: Overview): boolean {
  let [scanned, dark, notBlack, lit] = [0, 0, 0, 0];
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] !== Cover.scanned) continue;
    scanned++;
    const [red, green, blue] = [rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!];
    const most = Math.max(red, green, blue);
    if (most < DARK) dark++;
    if (most > FILL) notBlack++;
    if (most >= LIT && most - Math.min(red, green, blue) <= LIT_CHROMA) lit++;
  }
  return dark > scanned * DARK_SHARE && lit <= notBlack * GLASS_SHARE;
}

/** Marks as not scanned what a scanner filled in with black on a bright field. */
export function forgetFilling({ rgb, cover }: Overview): void {
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] === Cover.scanned && rgb[i * 3]! <= FILL && rgb[i * 3 + 1]! <= FILL && rgb[i * 3 + 2]! <= FILL) cover[i] = Cover.none;
  }
}

/** Marks as not scanned what lies outside the scanned areas, where the file says where those are. */
export function forgetOutside({ widthPx, heightPx, cover }: Overview, image: SlideImage): void {
  if (!image.bounds) return;
  const { x, y, widthPx: boundsWidthPx, heightPx: boundsHeightPx } = image.bounds;
  const [across, down] = [widthPx / image.widthPx, heightPx / image.heightPx];
  const [left, right] = [Math.floor(x * across), Math.ceil((x + boundsWidthPx) * across)];
  const [top, bottom] = [Math.floor(y * down), Math.ceil((y + boundsHeightPx) * down)];
  for (let i = 0; i < cover.length; i++) {
    const [column, row] = [i % widthPx, Math.floor(i / widthPx)];
    if (column < left || column >= right || row < top || row >= bottom) cover[i] = Cover.none;
  }
}
