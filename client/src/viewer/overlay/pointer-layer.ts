import { type SlideView, toScreen } from '@parfocal/shared/geometry';
import type { PointerMark } from '../slide-viewer';
import { LaserLayer } from './laser-layer';
import { PointerFigure } from './pointer-figure';

/** Colleagues' pointers above the slide. Places are taken anew every frame, so they stay on their spot of the slide. */
export class PointerLayer {
  private readonly element = document.createElement('div');
  private readonly figures = new Map<string, PointerFigure>();
  private readonly lasers: LaserLayer;

  constructor(parent: HTMLElement) {
    Object.assign(this.element.style, { position: 'absolute', inset: '0', overflow: 'hidden', pointerEvents: 'none', contain: 'strict' });
    this.element.setAttribute('aria-hidden', 'true');
    this.lasers = new LaserLayer(this.element);
    parent.append(this.element);
  }

  set(pointers: readonly PointerMark[], view: SlideView | undefined): void {
    const gone = new Set(this.figures.keys());
    for (const pointer of pointers) {
      gone.delete(pointer.key);
      let figure = this.figures.get(pointer.key);
      if (!figure) {
        figure = new PointerFigure();
        this.figures.set(pointer.key, figure);
        this.element.append(figure.element);
      }
      figure.wear(pointer);
    }
    for (const key of gone) {
      this.figures.get(key)?.element.remove();
      this.figures.delete(key);
    }
    this.lasers.set(pointers, performance.now());
    this.paint(view);
  }

  /** Another slide is shown: nobody points at it yet, and no trail is on it. */
  clear(): void {
    this.set([], undefined);
    this.lasers.clear();
  }

  paint(view: SlideView | undefined): void {
    this.lasers.paint(view, performance.now());
    for (const figure of this.figures.values()) {
      const place = view && figure.at && toScreen(view, figure.at);
      figure.putAt(place && { xPx: place.x, yPx: place.y }, view);
    }
  }

  dispose(): void {
    this.element.remove();
    this.figures.clear();
  }
}
