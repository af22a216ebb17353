import type { ScreenSize } from '@parfocal/shared/geometry';

/** A transparent canvas over the slide, in CSS pixels whatever the screen's density. */
export class MarkCanvas {
  readonly element = document.createElement('canvas');
  private readonly context = this.element.getContext('2d');
  private isWiped = false;

  /** `above`: the element that it lies right below; on top of all without one. */
  constructor(parent: HTMLElement, above: HTMLElement | null = null) {
    Object.assign(this.element.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none', transformOrigin: '0 0' });
    this.element.setAttribute('aria-hidden', 'true');
    parent.insertBefore(this.element, above);
  }

  /** Emptied and of this size; one unit of the context is one CSS pixel. */
  cleared({ widthPx, heightPx }: ScreenSize): CanvasRenderingContext2D | null {
    const [width, height] = [Math.round(widthPx * devicePixelRatio), Math.round(heightPx * devicePixelRatio)];
    if (this.element.width !== width || this.element.height !== height) {
      Object.assign(this.element, { width, height });
      Object.assign(this.element.style, { width: `${widthPx}px`, height: `${heightPx}px` });
    }
    const { context } = this;
    if (!context) return null;
    if (this.isWiped) this.element.style.visibility = 'visible';
    this.isWiped = false;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(width / widthPx, 0, 0, height / heightPx, 0, 0);
    return context;
  }

  /** Nothing is to be on it. A canvas that is cleared in every frame, and laid over the slide, costs the browser as much as a painted one. */
  wipe(): void {
    if (this.isWiped) return;
    this.isWiped = true;
    this.element.style.visibility = 'hidden';
  }

  clear(): void {
    this.element.width = this.element.height = 0;
  }

  dispose(): void {
    this.element.remove();
  }
}
