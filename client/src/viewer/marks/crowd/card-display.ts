import type { SlideView } from '@parfocal/shared/geometry';
import { overlay } from '../mark-sheet';
import type { Draft, GlDisplay } from './gl-display';

/** The context's own canvas: a picture never leaves the card. */
export class CardDisplay implements GlDisplay {
  view: SlideView | undefined;

  constructor(private readonly gl: WebGL2RenderingContext, private readonly element: HTMLCanvasElement, above: HTMLElement) {
    Object.assign(element.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none', transformOrigin: '0 0' });
    element.setAttribute('aria-hidden', 'true');
    above.before(element);
  }

  get visible(): boolean {
    return this.element.style.visibility !== 'hidden';
  }

  set visible(visible: boolean) {
    this.element.style.visibility = visible ? 'visible' : 'hidden';
  }

  *develop(): Generator<number, void> {}

  reveal({ view, width, height, frame }: Draft): void {
    const { gl, element } = this;
    if (element.width !== width || element.height !== height) {
      Object.assign(element, { width, height });
      Object.assign(element.style, { width: `${view.widthPx}px`, height: `${view.heightPx}px` });
    }
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, frame);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    this.view = view;
  }

  layOver(view: SlideView): void {
    if (this.view) this.element.style.transform = `matrix(${overlay(this.view, view).join()})`;
  }

  renew(): void {
    this.view = undefined;
  }

  clear(): void {
    this.view = undefined;
    this.visible = false;
  }

  dispose(): void {
    this.element.remove();
  }
}
