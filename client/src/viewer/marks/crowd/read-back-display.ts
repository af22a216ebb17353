import type { SlideView } from '@parfocal/shared/geometry';
import { SheetPair } from '../sheet-pair';
import type { Draft, GlDisplay } from './gl-display';
import { linked } from './gl-program';
import { settled } from './settled';
import { STRAIGHT_FRAGMENT, WHOLE_VERTEX } from './shaders';

/** Put onto the canvas at once: a millisecond or two. */
const PIXELS_A_STEP = 500_000;

/**
 * Canvases of the page, where a program does the work of a graphics card. To show the context's own canvas, a browser stops the page
 * until the program is done with it; here the picture is fetched once it is there.
 */
export class ReadBackDisplay implements GlDisplay {
  private readonly sheets: SheetPair;
  private program: WebGLProgram;
  private bytes = new Uint8ClampedArray();

  constructor(private readonly gl: WebGL2RenderingContext, above: HTMLElement) {
    this.sheets = new SheetPair(above.parentElement!, above);
    this.program = linked(gl, WHOLE_VERTEX, STRAIGHT_FRAGMENT);
  }

  get view(): SlideView | undefined {
    return this.sheets.view;
  }

  get visible(): boolean {
    return this.sheets.visible;
  }

  set visible(visible: boolean) {
    this.sheets.visible = visible;
  }

  *develop(draft: Draft): Generator<number, void> {
    const { gl, sheets: { back } } = this;
    const { view, width, height } = draft;
    const buffer = this.fetch(draft);
    yield* settled(gl);
    if (gl.isContextLost()) return;
    if (this.bytes.length !== 4 * width * height) this.bytes = new Uint8ClampedArray(4 * width * height);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, this.bytes);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.deleteBuffer(buffer);
    yield 1;
    const context = back.canvas.cleared(view);
    back.view = view;
    const rows = Math.ceil(PIXELS_A_STEP / width);
    for (let row = 0; context && row < height; row += rows) {
      const part = this.bytes.subarray(4 * width * row, 4 * width * Math.min(height, row + rows));
      context.putImageData(new ImageData(part, width), 0, row);
      yield 1;
    }
  }

  reveal(): void {
    this.sheets.turn();
  }

  layOver(view: SlideView): void {
    this.sheets.layOver(view);
  }

  renew(): void {
    this.program = linked(this.gl, WHOLE_VERTEX, STRAIGHT_FRAGMENT);
    this.clear();
  }

  clear(): void {
    this.sheets.clear();
    this.sheets.visible = false;
    this.bytes = new Uint8ClampedArray();
  }

  dispose(): void {
    this.sheets.dispose();
  }

  /** Has it written into a buffer as a canvas takes it: from the top, colours without their alpha. */
  private fetch({ width, height, colours }: Draft): WebGLBuffer {
    const { gl } = this;
    const [frame, straight, buffer] = [gl.createFramebuffer(), gl.createRenderbuffer(), gl.createBuffer()];
    gl.bindRenderbuffer(gl.RENDERBUFFER, straight);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, straight);
    gl.viewport(0, 0, width, height);
    gl.disable(gl.BLEND);
    gl.useProgram(this.program);
    gl.bindTexture(gl.TEXTURE_2D, colours);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, 4 * width * height, gl.STREAM_READ);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, 0);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.deleteFramebuffer(frame);
    gl.deleteRenderbuffer(straight);
    return buffer;
  }
}
