import type { SlideBox } from '../geometry/index.js';

/** How far past the slide's edge a shape may reach, as a share of its side: a hand slips (SPEC D7). */
const MARGIN_SHARE = 0.1;

/** Where shapes may lie on a slide of this size, in level-0 pixels. */
export function drawableBox({ widthPx, heightPx }: { widthPx: number; heightPx: number }): SlideBox {
  const [dx, dy] = [widthPx * MARGIN_SHARE, heightPx * MARGIN_SHARE];
  return { minX: -dx, minY: -dy, maxX: widthPx + dx, maxY: heightPx + dy };
}

/** Comparisons with what is not a number are false. */
export const liesWithin = (inner: SlideBox, { minX, minY, maxX, maxY }: SlideBox): boolean =>
  inner.minX >= minX && inner.minY >= minY && inner.maxX <= maxX && inner.maxY <= maxY;
