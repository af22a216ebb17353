import type { Samples } from '../samples.js';
import type { Canvas } from '../tissue/canvas.js';

/** A square of the slide, and how much of each of its pixels is tissue. */
export interface Frame {
  readonly x0: number;
  readonly y0: number;
  readonly sidePx: number;
  readonly tissue: Float32Array;
}

/** Turns dyes into light, which the lens may blur, and light into samples. */
export interface Camera {
  /** Samples a pixel of each picture. */
  readonly bands: 1 | 3;
  /** What a square shows in focus: one picture for each kind of light. */
  light(canvas: Canvas): Float32Array[];
  /** The pictures of one focal plane, with the camera's own noise: one in colours, or one a channel. */
  develop(light: readonly Float32Array[], frame: Frame, plane: number): Samples[];
}
