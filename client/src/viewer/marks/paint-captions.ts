import type { MarkPath } from './mark-path';
import { STYLE } from './style';

/** With more in the window, words would cover the slide and each other: then only the selected one has any. */
export const MOST_CAPTIONS = 150;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Words for many shapes, the topmost first. Those that would lie on others are left out, since two on one place cannot
 * be read; coming closer brings them back.
 */
export function paintCaptions(context: CanvasRenderingContext2D, captions: readonly (readonly [path: MarkPath, words: string])[]): void {
  // Asking for the page's type size makes the browser work out its styles: not in every frame for nothing.
  if (captions.length === 0) return;
  context.font = captionFont();
  const height = STYLE.captionHeightRem * remPx();
  const taken: Box[] = [];
  for (const [path, words] of [...captions].reverse()) {
    if (!words) continue;
    const box = boxOf(path, context.measureText(words).width, height);
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    paintCaption(context, path, words);
  }
}

function boxOf({ caption: { xPx, yPx, beside } }: MarkPath, widthPx: number, heightPx: number): Box {
  const [left, bottom] = beside ? [xPx, yPx + heightPx / 2] : [xPx - widthPx / 2, yPx];
  return { left, right: left + widthPx, top: bottom - heightPx, bottom };
}

/** The page's type size in CSS pixels: larger for a projector. */
const remPx = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

const captionFont = (): string => `${STYLE.fontWeight} ${STYLE.fontRem * remPx()}px ${STYLE.font}`;

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export function paintCaption(context: CanvasRenderingContext2D, { caption }: MarkPath, words: string): void {
  if (!words) return;
  context.font = captionFont();
  context.textAlign = caption.beside ? 'left' : 'center';
  context.textBaseline = caption.beside ? 'middle' : 'alphabetic';
  context.lineJoin = 'round';
  context.strokeStyle = STYLE.halo;
  context.lineWidth = STYLE.haloWidth;
  context.strokeText(words, caption.xPx, caption.yPx);
  context.fillStyle = '#fff';
  context.fillText(words, caption.xPx, caption.yPx);
}
