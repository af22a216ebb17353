import type { Canvas } from './canvas.js';
import { CoarseField } from './coarse-field.js';
import { Fat } from './fat.js';
import { hashCell } from './random.js';
import { um } from './scale.js';
import type { TissuePlan } from './tissue-plan.js';
import { smoothstep, ValueNoise } from './value-noise.js';

const STEP_PX = 8;

/** What lies between glands: collagen in wavy bundles with clefts, and fat. */
export class Stroma {
  private readonly fibres: ValueNoise;
  private readonly fat: Fat;

  constructor(private readonly plan: TissuePlan) {
    this.fibres = new ValueNoise(hashCell(plan.seed, 3, 3));
    this.fat = new Fat(plan);
  }

  paint(canvas: Canvas): void {
    const { plan, fibres } = this;
    const field = (of: (x: number, y: number) => number): CoarseField => new CoarseField(canvas.x0, canvas.y0, canvas.sidePx, STEP_PX, of);
    const along = field((x, y) => plan.along(x, y));
    const across = field((x, y) => plan.across(x, y));
    const loose = field((x, y) => plan.noise.at(x / um(170) + 9, y / um(170) + 2));
    for (let y = canvas.y0, k = 0; y < canvas.y0 + canvas.sidePx; y++) {
      for (let x = canvas.x0; x < canvas.x0 + canvas.sidePx; x++, k++) {
        const u = along.at(x, y);
        const v = across.at(x, y);
        const bundle = fibres.at(u / um(34), v / um(5.2));
        const strand = fibres.at(u / um(13) + 37, v / um(1.7) + 11);
        const fine = fibres.at(x / 3.3, y / 3.3 + 91);
        const density = 0.62 * bundle + 0.38 * strand;
        const slack = loose.at(x, y);
        const cleft = smoothstep(0.2, 0.36, density + 0.2 * (0.6 - slack));
        canvas.ground[k] = cleft * (0.3 + 0.52 * density - 0.24 * slack + 0.12 * (fine - 0.5)) + 0.015;
        canvas.nuclear[k] = cleft * (0.035 + 0.05 * (1 - density) + 0.03 * fine);
      }
    }
    this.fat.paint(canvas);
  }
}
