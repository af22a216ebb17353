import type { Camera } from './cameras/camera.js';
import { type Marks, touchesMarks } from './marks/marks.js';
import { BlurLadder } from './optics/blur-ladder.js';
import { type Focus, sigmaPx } from './optics/focus.js';
import type { Samples } from './samples.js';
import { Canvas } from './tissue/canvas.js';
import { CoarseField } from './tissue/coarse-field.js';
import type { SectionPainter } from './tissue/section-painter.js';

/** Blurred light comes from this many sigmas away; further off lies what no sample shows. */
const REACH_SIGMAS = 4;
/** The section's slow fields are drawn on a grid, which a margin must not shift. */
const GRID_PX = 32;

/** Paints any square of a slide: all its focal planes, and of each all channels. */
export class SlidePainter {
  private readonly marginPx: number;

  constructor(
    private readonly section: SectionPainter,
    private readonly camera: Camera,
    private readonly marks: Marks,
    private readonly focus: Focus,
  ) {
    this.marginPx = Math.ceil((REACH_SIGMAS * focus.mostSigmaPx) / GRID_PX) * GRID_PX;
  }

  /** Nothing but glass, in each layer. */
  empty(sidePx: number): Samples[] {
    const glass = new Canvas(0, 0, sidePx);
    return this.planes().flatMap((plane) => this.camera.develop(this.camera.light(glass), glass, plane));
  }

  /** The layers of a square, at plane * channels + channel, or `undefined` where it is nothing but glass. */
  paint(x0: number, y0: number, sidePx: number): Samples[] | undefined {
    const canvas = this.section.paint(x0 - this.marginPx, y0 - this.marginPx, sidePx + 2 * this.marginPx);
    const isMarked = touchesMarks(x0, y0, this.focus.planes);
    if (!canvas && !isMarked) return undefined;
    const layers = canvas ? this.expose(canvas) : this.empty(sidePx);
    const channels = layers.length / this.focus.planes;
    if (isMarked) layers.forEach((layer, i) => this.marks.draw(layer, x0, y0, sidePx, Math.floor(i / channels), i % channels));
    return layers;
  }

  private expose(canvas: Canvas): Samples[] {
    const light = this.camera.light(canvas);
    if (this.focus.planes === 1) return this.camera.develop(light, canvas, 0);
    const { marginPx } = this;
    const frame = { x0: canvas.x0 + marginPx, y0: canvas.y0 + marginPx, sidePx: canvas.sidePx - 2 * marginPx };
    const ladders = light.map((picture) => new BlurLadder(picture, canvas.sidePx));
    const tissue = middleOf(canvas.tissue, canvas.sidePx, marginPx);
    return this.planes().flatMap((plane) => {
      const variances = this.variances(plane, frame.x0, frame.y0, frame.sidePx);
      return this.camera.develop(ladders.map((ladder) => ladder.blurred(variances, marginPx)), { ...frame, tissue }, plane);
    });
  }

  /** Of the blur, in square pixels. */
  private variances(plane: number, x0: number, y0: number, sidePx: number): Float32Array {
    const planeUm = this.focus.planeUm(plane);
    const height = new CoarseField(x0, y0, sidePx, GRID_PX, (x, y) => this.focus.heightUm(x, y));
    const variances = new Float32Array(sidePx * sidePx);
    for (let y = y0, k = 0; y < y0 + sidePx; y++) for (let x = x0; x < x0 + sidePx; x++, k++) variances[k] = sigmaPx(planeUm - height.at(x, y)) ** 2;
    return variances;
  }

  private planes(): number[] {
    return Array.from({ length: this.focus.planes }, (_, plane) => plane);
  }
}

function middleOf(square: Float32Array, sidePx: number, marginPx: number): Float32Array {
  const innerPx = sidePx - 2 * marginPx;
  const middle = new Float32Array(innerPx * innerPx);
  for (let y = 0; y < innerPx; y++) {
    const from = (y + marginPx) * sidePx + marginPx;
    middle.set(square.subarray(from, from + innerPx), y * innerPx);
  }
  return middle;
}
