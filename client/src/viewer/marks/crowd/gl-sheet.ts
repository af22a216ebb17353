import { handedness, type SlideView, toScreen } from '@parfocal/shared/geometry';
import { overlay } from '../mark-sheet';
import type { Cell } from './cell-grid';
import { type DrawableBatch, QuadProgram } from './gl-program';

/** Painting of one view, hidden until it is whole. */
interface Draft {
  readonly view: SlideView;
  readonly frame: WebGLFramebuffer;
  readonly colours: WebGLRenderbuffer;
}

/** How they call themselves. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** A canvas that the graphics card paints: unseen first, then shown at once, then moved by the compositor alone. */
export class GlSheet {
  readonly element = document.createElement('canvas');
  program: QuadProgram;
  /** What its picture was painted for. */
  view: SlideView | undefined;
  /** A program does the work of a graphics card, some hundred times slower. */
  readonly isSlow: boolean;
  private readonly gl: WebGL2RenderingContext;
  private draft: Draft | undefined;
  private readonly pixel = new Uint8Array(4);

  /** @throws Error where there is no WebGL 2 */
  constructor(above: HTMLElement) {
    const gl = this.element.getContext('webgl2', { antialias: false, depth: false, stencil: false, preserveDrawingBuffer: false });
    if (!gl || typeof gl.createVertexArray !== 'function') throw new Error('no WebGL 2');
    this.gl = gl;
    this.program = new QuadProgram(gl);
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    this.isSlow = SOFTWARE.test(String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
    Object.assign(this.element.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none', transformOrigin: '0 0' });
    this.element.setAttribute('aria-hidden', 'true');
    above.before(this.element);
  }

  set visible(visible: boolean) {
    this.element.style.visibility = visible ? 'visible' : 'hidden';
  }

  layOver(view: SlideView): void {
    if (this.view) this.element.style.transform = `matrix(${overlay(this.view, view).join()})`;
  }

  /** Begins a picture of a view. */
  begin(view: SlideView): void {
    const { gl } = this;
    this.drop();
    const [width, height] = sizeOf(view);
    const [frame, colours] = [gl.createFramebuffer(), gl.createRenderbuffer()];
    this.draft = { view, frame, colours };
    gl.bindRenderbuffer(gl.RENDERBUFFER, colours);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, colours);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  /** Adds some quads of a cell to it, in any frame. @param growPx as `QuadProgram.draw` */
  draw(cell: Cell, batch: DrawableBatch, from: number, quads: number, growPx: number): void {
    const { gl, draft } = this;
    if (!draft) return;
    const { view } = draft;
    const [width, height] = sizeOf(view);
    gl.bindFramebuffer(gl.FRAMEBUFFER, draft.frame);
    gl.viewport(0, 0, width, height);
    const [cos, sin, hand] = [Math.cos(view.rotation), Math.sin(view.rotation), handedness(view)];
    const turn = [hand * cos, sin, -hand * sin, cos];
    this.program.use([view.widthPx, view.heightPx], turn.map((part) => part / view.resolution), turn, width / view.widthPx);
    const { x, y } = toScreen(view, { x: cell.box.minX, y: cell.box.minY });
    this.program.draw(batch, from, quads, [x, y], growPx);
    // Calls only queue up, and to show the picture waits for all of them at once: better a little in each frame.
    if (this.isSlow) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, this.pixel);
  }

  /** Shows the picture in the place of the one before. */
  reveal(): void {
    const { gl, draft } = this;
    if (!draft) return;
    const [width, height] = sizeOf(draft.view);
    if (this.element.width !== width || this.element.height !== height) {
      Object.assign(this.element, { width, height });
      Object.assign(this.element.style, { width: `${draft.view.widthPx}px`, height: `${draft.view.heightPx}px` });
    }
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, draft.frame);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    this.view = draft.view;
    this.drop();
  }

  /** After the context was lost and given back: everything on the card is gone. */
  renew(): void {
    this.draft = this.view = undefined;
    this.program = new QuadProgram(this.gl);
  }

  clear(): void {
    this.drop();
    this.view = undefined;
    this.visible = false;
  }

  dispose(): void {
    this.element.remove();
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  private drop(): void {
    if (!this.draft) return;
    this.gl.deleteFramebuffer(this.draft.frame);
    this.gl.deleteRenderbuffer(this.draft.colours);
    this.draft = undefined;
  }
}

const sizeOf = ({ widthPx, heightPx }: SlideView): [number, number] => [Math.round(widthPx * devicePixelRatio), Math.round(heightPx * devicePixelRatio)];
