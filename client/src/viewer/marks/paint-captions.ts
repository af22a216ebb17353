import type { MarkPath } from './mark-path';
import { STYLE } from './style';

/** With more in the window, words would cover the slide and each other: then only the selected one has any. */
export const MOST_CAPTIONS = 150;

export function paintCaption(context: CanvasRenderingContext2D, { caption }: MarkPath, words: string): void {
  if (!words) return;
  context.font = STYLE.font;
  context.textAlign = caption.beside ? 'left' : 'center';
  context.textBaseline = caption.beside ? 'middle' : 'alphabetic';
  context.lineJoin = 'round';
  context.strokeStyle = STYLE.halo;
  context.lineWidth = STYLE.haloWidth;
  context.strokeText(words, caption.xPx, caption.yPx);
  context.fillStyle = '#fff';
  context.fillText(words, caption.xPx, caption.yPx);
}
