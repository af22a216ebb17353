import type { Canvas } from './canvas.js';
import type { Follicles } from './follicles.js';
import type { Glands } from './glands.js';
import { paintNucleus } from './nucleus.js';
import { Random } from './random.js';
import { Scattered } from './scattered.js';
import { um } from './scale.js';
import type { TissuePlan } from './tissue-plan.js';
import { smoothstep } from './value-noise.js';

const { floor, sqrt, max, hypot, atan2 } = Math;

export interface Vessel {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly angle: number;
  /** Thickness of the muscular wall around the lumen, in pixels. */
  readonly wallPx: number;
  /** Share of the lumen filled with blood. */
  readonly blood: number;
  readonly seed: number;
}

const SPACING = um(150);
const MOST_REACH = um(62);
const RED_CELL = um(6.2);

/** Small arteries and veins: endothelium, concentric muscle, red cells. */
export class Vessels {
  private readonly all: Scattered<Vessel>;

  constructor(
    private readonly plan: TissuePlan,
    glands: Glands,
    follicles: Follicles,
  ) {
    this.all = new Scattered(plan.seed + 211, SPACING, (random, x, y) => {
      const artery = random.next() < 0.4;
      const radius = um(artery ? random.between(7, 20) : random.between(4, 26));
      const wallPx = artery ? um(random.between(9, 18)) : um(random.between(3, 6));
      const free = random.next() < 0.8 && plan.depth(x, y) > um(70) && plan.tear(x, y) > um(60) && plan.fatty(x, y) < -0.03;
      if (!free || follicles.at(x, y).density > 0.3 || glands.covers(x, y, radius * 1.3 + wallPx)) return undefined;
      const stretch = artery ? random.between(1, 1.25) : random.between(1.1, 1.9);
      const seed = floor(random.next() * 2 ** 31);
      return { x, y, rx: radius * sqrt(stretch), ry: radius / sqrt(stretch), angle: plan.grain(x, y), wallPx, blood: random.between(0.2, 1), seed };
    }, 0.4);
  }

  private *near(canvas: Canvas): Generator<Vessel> {
    const { x0, y0, sidePx } = canvas;
    yield* this.all.near(x0, y0, x0 + sidePx, y0 + sidePx, MOST_REACH + SPACING * 0.4);
  }

  covers(x: number, y: number): boolean {
    for (const vessel of this.all.near(x, y, x, y, MOST_REACH)) {
      if (outside(vessel, x, y) < vessel.wallPx) return true;
    }
    return false;
  }

  paint(canvas: Canvas): void {
    for (const vessel of this.near(canvas)) this.paintVessel(canvas, vessel);
  }

  private paintVessel(canvas: Canvas, vessel: Vessel): void {
    const { noise } = this.plan;
    const box = canvas.clip(vessel.x, vessel.y, max(vessel.rx, vessel.ry) + vessel.wallPx * 1.4);
    if (!box) return;
    for (let y = box.fromY; y < box.toY; y++) {
      for (let x = box.fromX, k = canvas.index(x, y); x < box.toX; x++, k++) {
        const out = outside(vessel, x, y) + (noise.at(x / um(14), y / um(14) + 31) - 0.5) * um(5);
        if (out < 0) this.paintLumen(canvas, vessel, x, y, k, out);
        else if (out < vessel.wallPx) {
          const layers = noise.at(out / um(1.6), vessel.seed % 97) * 0.5 + noise.at(x / um(7) + out / um(2), y / um(7)) * 0.5;
          canvas.cover(k, 1 - smoothstep(vessel.wallPx * 0.8, vessel.wallPx, out), 0.11 + 0.06 * layers, 0.4 + 0.4 * layers);
        }
      }
    }
    this.paintNuclei(canvas, vessel);
  }

  /** Red cells lie on a jittered grid of their own, sharp-edged and orange-red, a little paler in the middle. */
  private paintLumen(canvas: Canvas, vessel: Vessel, x: number, y: number, k: number, out: number): void {
    canvas.cover(k, 1, 0.01, 0.03);
    if (out > -um(1.2)) return;
    const [i, j] = [floor(x / RED_CELL), floor(y / RED_CELL)];
    const random = Random.ofCell(vessel.seed, i, j);
    if (random.next() > vessel.blood) return;
    const [cx, cy] = [(i + random.between(0.42, 0.58)) * RED_CELL, (j + random.between(0.42, 0.58)) * RED_CELL];
    const r = hypot(x - cx, y - cy) / (RED_CELL * random.between(0.46, 0.54));
    canvas.cover(k, 1 - smoothstep(0.86, 1, r), 0.03, 0.92 + 0.24 * r * r);
  }

  private paintNuclei(canvas: Canvas, vessel: Vessel): void {
    const around = Math.PI * (vessel.rx + vessel.ry);
    const rings = [{ at: um(0.6), gap: um(19), flat: 0.34 }];
    for (let at = um(4); at < vessel.wallPx - um(2); at += um(5)) rings.push({ at, gap: um(24), flat: 0.3 });
    rings.forEach(({ at, gap, flat }, ring) => {
      const count = max(3, floor(around / gap));
      for (let n = 0; n < count; n++) {
        const random = Random.ofCell(vessel.seed, n, ring);
        const turn = ((n + random.between(-0.35, 0.35)) / count) * 2 * Math.PI;
        const [u, v] = [Math.cos(turn) * (vessel.rx + at), Math.sin(turn) * (vessel.ry + at)];
        const [cos, sin] = [Math.cos(vessel.angle), Math.sin(vessel.angle)];
        const rx = um(random.between(3.6, 5.6));
        paintNucleus(canvas, this.plan.noise, {
          x: vessel.x + u * cos - v * sin, y: vessel.y + u * sin + v * cos, rx, ry: rx * flat,
          angle: atan2(Math.cos(turn) * vessel.ry, -Math.sin(turn) * vessel.rx) + vessel.angle, dark: random.between(0.7, 1), vesicular: 0, positive: 0,
        });
      }
    });
  }
}

/** Pixels from the edge of the lumen, positive in the wall and past it. */
function outside(vessel: Vessel, x: number, y: number): number {
  const [dx, dy] = [x - vessel.x, y - vessel.y];
  const [cos, sin] = [Math.cos(vessel.angle), Math.sin(vessel.angle)];
  const r = hypot((dx * cos + dy * sin) / vessel.rx, (dy * cos - dx * sin) / vessel.ry);
  return (r - 1) * ((vessel.rx + vessel.ry) / 2);
}
