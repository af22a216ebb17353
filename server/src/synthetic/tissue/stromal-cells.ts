import type { Canvas } from './canvas.js';
import type { Follicles } from './follicles.js';
import type { Glands } from './glands.js';
import { type Nucleus, paintNucleus } from './nucleus.js';
import type { Random } from './random.js';
import { Scattered } from './scattered.js';
import { um } from './scale.js';
import type { TissuePlan } from './tissue-plan.js';
import { smoothstep } from './value-noise.js';
import type { Vessels } from './vessels.js';

const { max } = Math;

const SPACING = um(8.4);
const MOST_NUCLEUS = um(9);

/** Cells between the glands: fibroblasts along the fibres, lymphocytes alone, in sheets, and packed into follicles. */
export class StromalCells {
  private readonly cells: Scattered<Nucleus>;

  constructor(
    private readonly plan: TissuePlan,
    private readonly glands: Glands,
    private readonly vessels: Vessels,
    private readonly follicles: Follicles,
  ) {
    this.cells = new Scattered(plan.seed + 503, SPACING, (random, x, y) => this.make(random, x, y), 0.36);
  }

  paint(canvas: Canvas): void {
    const { x0, y0, sidePx } = canvas;
    const { noise } = this.plan;
    for (const nucleus of this.cells.near(x0, y0, x0 + sidePx, y0 + sidePx, MOST_NUCLEUS)) paintNucleus(canvas, noise, nucleus);
  }

  private make(random: Random, x: number, y: number): Nucleus | undefined {
    const { plan } = this;
    const lymphoid = this.follicles.at(x, y);
    const crowd = smoothstep(0.5, 0.78, plan.noise.at(x / um(130) + 71, y / um(130) + 17));
    const density = max(lymphoid.density, 0.1 + plan.glandular(x, y) * (0.16 + 0.42 * crowd) + 0.1 * crowd);
    if (random.next() > density || plan.fatty(x, y) > -0.05 || plan.depth(x, y) < um(5)) return undefined;
    if (this.glands.covers(x, y, um(3)) || this.vessels.covers(x, y)) return undefined;
    const positive = plan.marks * (random.next() < 0.06 ? random.between(0.4, 0.9) : 0);
    if (lymphoid.isCentre) {
      const r = um(random.between(3, 4.6));
      return { x, y, rx: r, ry: r * random.between(0.75, 1), angle: random.between(0, 3), dark: random.between(0.5, 0.75), vesicular: random.between(0.4, 1), positive: plan.marks * (random.next() < 0.7 ? random.between(0.5, 1) : 0) };
    }
    if (random.next() < max(lymphoid.density, max(crowd * 0.75, 0.34 * plan.glandular(x, y)))) {
      const r = um(random.between(2.5, 3.2));
      return { x, y, rx: r, ry: r * random.between(0.85, 1), angle: random.between(0, 3), dark: random.between(0.95, 1.2), vesicular: 0, positive };
    }
    const rx = um(random.between(4.2, 7.2));
    return { x, y, rx, ry: rx * random.between(0.22, 0.4), angle: plan.grain(x, y) + random.between(-0.3, 0.3), dark: random.between(0.68, 1), vesicular: 0, positive };
  }
}
