import type { Canvas } from '../tissue/canvas.js';
import { hashCell } from '../tissue/random.js';
import type { Camera, Frame } from './camera.js';
import type { Dye } from './dyes.js';
import { type SampleBits, sampleOf } from './sample-scale.js';

const { max, sqrt, imul } = Math;

/** Variance of the camera's noise: of reading in the dark, and of counting photons for each unit of light. */
const READING = 4e-5;
const COUNTING = 6e-4;

/** Light of every dye that tissue has by itself, and that red cells have more of. */
const AUTOFLUORESCENCE = 0.035;

/** How brightly a pixel shines, about 0 to 1, from its amounts of haematoxylin, eosin and brown. */
const SHINE: Readonly<Record<Dye, (nuclear: number, ground: number, brown: number) => number>> = {
  // Cytoplasm takes up some haematoxylin but no DAPI; a marked nucleus shows less haematoxylin and has no less DNA.
  DAPI: (nuclear, ground, brown) => max(0, nuclear + 0.5 * brown - 0.34) * 1.15 + AUTOFLUORESCENCE * ground,
  FITC: (nuclear, ground) => max(0, ground - 0.3 - 0.2 * nuclear) * 1.5 + AUTOFLUORESCENCE * ground,
  TRITC: (_, ground, brown) => max(0, brown - 0.42) * 1.25 + AUTOFLUORESCENCE * ground,
};

/** Light that dyes give off, one grey picture each; black glass with a dark level and noise. */
export class Fluorescence implements Camera {
  readonly bands = 1;

  constructor(
    private readonly seed: number,
    private readonly dyes: readonly Dye[],
    private readonly bits: SampleBits,
  ) {}

  light({ nuclear, ground, brown }: Canvas): Float32Array[] {
    return this.dyes.map((dye) => {
      const shine = SHINE[dye];
      const light = new Float32Array(nuclear.length);
      for (let k = 0; k < light.length; k++) light[k] = shine(nuclear[k]!, ground[k]!, brown[k]!);
      return light;
    });
  }

  develop(light: readonly Float32Array[], frame: Frame, plane: number): Uint16Array[] {
    return light.map((picture, channel) => this.read(picture, frame, hashCell(this.seed + 601, plane, channel)));
  }

  private read(picture: Float32Array, { x0, y0, sidePx }: Frame, seed: number): Uint16Array {
    const samples = new Uint16Array(picture.length);
    for (let y = y0, k = 0; y < y0 + sidePx; y++) {
      const row = imul(seed ^ imul(y, 0x165667b1), 0x2c1b3c6d);
      for (let x = x0; x < x0 + sidePx; x++, k++) {
        const light = picture[k]!;
        samples[k] = sampleOf(light + bell(hashCell(row, x, 0)) * sqrt(READING + COUNTING * light), this.bits);
      }
    }
    return samples;
  }
}

/** About a normal distribution of variance 1, from four bytes of one number. */
function bell(bits: number): number {
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  return (sum - 510) / 147.8;
}
