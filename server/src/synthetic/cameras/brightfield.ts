import { hashCell } from '../tissue/random.js';
import { type Stain, StainTable } from '../tissue/stain.js';
import type { Canvas } from '../tissue/canvas.js';
import { ValueNoise } from '../tissue/value-noise.js';
import type { Camera, Frame } from './camera.js';

/** Shades of the camera's grain, from the darkest to the lightest. */
const GRAIN = 7;

/** Light through the section, as a colour camera sees it. */
export class Brightfield implements Camera {
  readonly bands = 3;
  private readonly table: StainTable;
  private readonly grain: ValueNoise;

  constructor(seed: number, stain: Stain) {
    this.table = new StainTable(stain);
    this.grain = new ValueNoise(hashCell(seed, 5, 5));
  }

  light({ nuclear, ground, brown }: Canvas): Float32Array[] {
    const light = [0, 1, 2].map(() => new Float32Array(nuclear.length));
    for (let k = 0; k < nuclear.length; k++) this.table.transmit(light, k, nuclear[k]!, ground[k]!, brown[k]!);
    return light;
  }

  develop(light: readonly Float32Array[], { x0, y0, sidePx, tissue }: Frame, plane: number): Uint8Array[] {
    const rgb = new Uint8ClampedArray(sidePx * sidePx * 3);
    for (let y = y0, k = 0; y < y0 + sidePx; y++) {
      for (let x = x0; x < x0 + sidePx; x++, k++) {
        // A scan has grain of its own in every plane; glass is saturated and has none.
        const grain = tissue[k] === 0 ? 0 : (this.grain.at(x * 0.9 + plane * 37, y * 0.9) - 0.5) * GRAIN * tissue[k]!;
        for (let c = 0; c < 3; c++) rgb[k * 3 + c] = light[c]![k]! + grain;
      }
    }
    return [new Uint8Array(rgb.buffer)];
  }
}
