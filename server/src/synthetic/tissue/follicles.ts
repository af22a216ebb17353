import { Scattered } from './scattered.js';
import { um } from './scale.js';
import type { TissuePlan } from './tissue-plan.js';
import { smoothstep } from './value-noise.js';

const { max, hypot } = Math;

interface Follicle {
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
}

export interface Lymphoid {
  /** How closely lymphocytes are packed, 0 to 1. */
  readonly density: number;
  /** The paler germinal centre, of larger cells. */
  readonly isCentre: boolean;
}

const SPACING = um(640);
const MOST_RADIUS = um(230);
const NONE: Lymphoid = { density: 0, isCentre: false };
const CENTRE: Lymphoid = { density: 0.74, isCentre: true };

/** Lymphoid follicles: where lymphocytes crowd glands and vessels out. */
export class Follicles {
  private readonly all: Scattered<Follicle>;

  constructor(private readonly plan: TissuePlan) {
    this.all = new Scattered(plan.seed + 401, SPACING, (random, x, y) => {
      const radiusPx = um(random.between(110, 230));
      const free = random.next() < 0.6 && plan.depth(x, y) > radiusPx * 0.7 && plan.fatty(x, y) < -0.05;
      return free ? { x, y, radiusPx } : undefined;
    }, 0.4);
  }

  at(x: number, y: number): Lymphoid {
    let density = 0;
    for (const follicle of this.all.near(x, y, x, y, MOST_RADIUS * 1.4 + SPACING * 0.4)) {
      const distance = hypot(x - follicle.x, y - follicle.y) / follicle.radiusPx;
      if (distance > 1.5) continue;
      const r = distance + 0.24 * this.plan.noise.fractal(x / um(70), y / um(70));
      if (r < 0.42) return CENTRE;
      density = max(density, 1 - smoothstep(0.68, 1.12, r));
    }
    return density === 0 ? NONE : { density, isCentre: false };
  }
}
