import { type SlideView, toScreen, viewCorners } from '@parfocal/shared/geometry';
import { toSlide } from '../camera/screen';
import { MarkCanvas } from './mark-canvas';

/** Beyond this change of scale, lines of a moved sheet look too thick or too thin. */
const MOST_SCALED = 1.6;

/** A canvas painted for one view, which other views can show moved, turned and scaled until it is painted anew. */
export class MarkSheet {
  readonly canvas: MarkCanvas;
  /** The view it was painted for; its window may reach past the real one. */
  view: SlideView | undefined;

  /** `above`: as of `MarkCanvas`. */
  constructor(parent: HTMLElement, above: HTMLElement | null = null) {
    this.canvas = new MarkCanvas(parent, above);
  }

  get visible(): boolean {
    return this.canvas.element.style.visibility !== 'hidden';
  }

  set visible(visible: boolean) {
    this.canvas.element.style.visibility = visible ? 'visible' : 'hidden';
  }

  /** Lays it over the slide as `view` shows it, exactly. The compositor moves it; nothing is painted. */
  layOver(view: SlideView): void {
    if (this.view) this.canvas.element.style.transform = `matrix(${overlay(this.view, view).join()})`;
  }
}

/** Whether a picture painted for `own` fills the window of `view` at about its scale. */
export function covers(own: SlideView, view: SlideView): boolean {
  const scale = own.resolution / view.resolution;
  if (scale > MOST_SCALED || scale < 1 / MOST_SCALED) return false;
  return viewCorners(view).every((corner) => {
    const { x, y } = toScreen(own, corner);
    return x >= -1 && y >= -1 && x <= own.widthPx + 1 && y <= own.heightPx + 1;
  });
}

/** CSS matrix that takes a picture of the view `from` to where the view `to` shows the same. */
export function overlay(from: SlideView, to: SlideView): [number, number, number, number, number, number] {
  const placed = (xPx: number, yPx: number) => toScreen(to, toSlide(from, { xPx, yPx }));
  const [origin, right, down] = [placed(0, 0), placed(from.widthPx, 0), placed(0, from.heightPx)];
  const [width, height] = [from.widthPx, from.heightPx];
  return [(right.x - origin.x) / width, (right.y - origin.y) / width, (down.x - origin.x) / height, (down.y - origin.y) / height, origin.x, origin.y];
}
