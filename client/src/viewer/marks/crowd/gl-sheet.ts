import { handedness, type SlideView, toScreen } from '@parfocal/shared/geometry';
import { CardDisplay } from './card-display';
import type { Cell } from './cell-grid';
import type { Draft, GlDisplay } from './gl-display';
import { type DrawableBatch, QuadProgram } from './gl-program';
import { ReadBackDisplay } from './read-back-display';
import { settled } from './settled';

/** How they call themselves. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** What the graphics card paints: unseen first, then shown at once, then moved by the compositor alone. */
export class GlSheet {
  /** Of the context; it need not be what is seen. */
  readonly element = document.createElement('canvas');
  program: QuadProgram;
  /** A program does the work of a graphics card, some hundred times slower. */
  readonly isSlow: boolean;
  private readonly gl: WebGL2RenderingContext;
  private readonly display: GlDisplay;
  private draft: Draft | undefined;

  /** @throws Error where there is no WebGL 2 */
  constructor(above: HTMLElement) {
    const gl = this.element.getContext('webgl2', { antialias: false, depth: false, stencil: false, preserveDrawingBuffer: false });
    if (!gl || typeof gl.createVertexArray !== 'function') throw new Error('no WebGL 2');
    this.gl = gl;
    this.program = new QuadProgram(gl);
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    this.isSlow = SOFTWARE.test(String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
    this.display = this.isSlow ? new ReadBackDisplay(gl, above) : new CardDisplay(gl, this.element, above);
  }

  /** What its picture was painted for. */
  get view(): SlideView | undefined {
    return this.display.view;
  }

  set visible(visible: boolean) {
    this.display.visible = visible;
  }

  layOver(view: SlideView): void {
    this.display.layOver(view);
  }

  /** Begins a picture of a view. */
  begin(view: SlideView): void {
    const { gl } = this;
    this.drop();
    const [width, height] = [Math.round(view.widthPx * devicePixelRatio), Math.round(view.heightPx * devicePixelRatio)];
    const [frame, colours] = [gl.createFramebuffer(), gl.createTexture()];
    this.draft = { view, width, height, frame, colours };
    gl.bindTexture(gl.TEXTURE_2D, colours);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, colours, 0);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  /** Adds some quads of a cell to it, in any frame. @param growPx as `QuadProgram.draw` */
  draw(cell: Cell, batch: DrawableBatch, from: number, quads: number, growPx: number): void {
    const { gl, draft } = this;
    if (!draft) return;
    const { view, width, height } = draft;
    gl.bindFramebuffer(gl.FRAMEBUFFER, draft.frame);
    gl.viewport(0, 0, width, height);
    const [cos, sin, hand] = [Math.cos(view.rotation), Math.sin(view.rotation), handedness(view)];
    const turn = [hand * cos, sin, -hand * sin, cos];
    this.program.use([view.widthPx, view.heightPx], turn.map((part) => part / view.resolution), turn, width / view.widthPx);
    const { x, y } = toScreen(view, { x: cell.box.minX, y: cell.box.minY });
    this.program.draw(batch, from, quads, [x, y], growPx);
  }

  /** Lets all that was drawn be painted; ends once it is. */
  settle(): Generator<number, void> {
    return settled(this.gl);
  }

  /** Makes the picture ready to be shown, a little at a time. */
  *develop(): Generator<number, void> {
    if (this.draft) yield* this.display.develop(this.draft);
  }

  /** Shows the picture in the place of the one before. */
  reveal(): void {
    if (!this.draft) return;
    this.display.reveal(this.draft);
    this.drop();
  }

  /** After the context was lost and given back: everything on the card is gone. */
  renew(): void {
    this.draft = undefined;
    this.program = new QuadProgram(this.gl);
    this.display.renew();
  }

  clear(): void {
    this.drop();
    this.display.clear();
  }

  dispose(): void {
    this.display.dispose();
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  private drop(): void {
    if (!this.draft) return;
    this.gl.deleteFramebuffer(this.draft.frame);
    this.gl.deleteTexture(this.draft.colours);
    this.draft = undefined;
  }
}
