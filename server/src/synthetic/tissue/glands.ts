import type { Canvas } from './canvas.js';
import { CoarseField } from './coarse-field.js';
import type { Follicles } from './follicles.js';
import { paintNucleus } from './nucleus.js';
import { Random } from './random.js';
import { Scattered } from './scattered.js';
import { um } from './scale.js';
import type { TissuePlan } from './tissue-plan.js';
import { smoothstep } from './value-noise.js';

const { floor, sqrt, min, max, hypot, atan2 } = Math;

export interface Gland {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly angle: number;
  readonly cos: number;
  readonly sin: number;
  /** Mean radius in pixels. */
  readonly radiusPx: number;
  /** Thickness of the epithelium in pixels; what is left in the middle is the lumen. */
  readonly wallPx: number;
  readonly cells: number;
  /** 1 for each goblet cell. */
  readonly goblets: Uint8Array;
  readonly seed: number;
}

const SPACING = um(98);
const JITTER = 0.2;
const MOST_RADIUS = um(50);
/** The neighbourhood bends a gland's outline by at most this. */
const BEND = um(13);
const BEND_STEP_PX = 8;
/** Reach of the basement membrane past the outline. */
const OUTER = um(2.5);

/** Glands in cross-section: basement membrane, one row of cells with basal nuclei and mucin, lumen. */
export class Glands {
  private readonly all: Scattered<Gland>;

  constructor(
    private readonly plan: TissuePlan,
    private readonly follicles: Follicles,
  ) {
    this.all = new Scattered(plan.seed + 101, SPACING, (random, x, y) => this.make(random, x, y), JITTER, true);
  }

  private make(random: Random, x: number, y: number): Gland | undefined {
    const { plan } = this;
    if (plan.glandular(x, y) < random.between(0.35, 0.75) || plan.depth(x, y) < um(58) || plan.tear(x, y) < um(54)) return undefined;
    if (this.follicles.at(x, y).density > 0.15) return undefined;
    const radius = um(random.between(25, 38));
    const stretch = random.between(1, 1.42);
    const wallPx = min(um(random.between(16, 22)), radius * 0.74);
    const [rx, ry] = [min(radius * stretch, MOST_RADIUS), radius / sqrt(stretch)];
    const cells = Math.round((Math.PI * (rx + ry)) / um(random.between(4.9, 6.2)));
    const mucinous = random.between(0.15, 0.62);
    const goblets = Uint8Array.from({ length: cells }, () => (random.next() < mucinous ? 1 : 0));
    const angle = random.between(0, Math.PI);
    const turned = { angle, cos: Math.cos(angle), sin: Math.sin(angle) };
    return { x, y, rx, ry, ...turned, radiusPx: (rx + ry) / 2, wallPx, cells, goblets, seed: floor(random.next() * 2 ** 31) };
  }

  private *near(canvas: Canvas): Generator<Gland> {
    const { x0, y0, sidePx } = canvas;
    yield* this.all.near(x0, y0, x0 + sidePx, y0 + sidePx, MOST_RADIUS + BEND + SPACING * JITTER);
  }

  /** Whether a point lies in a gland, or within `marginPx` of one. */
  covers(x: number, y: number, marginPx: number): boolean {
    for (const gland of this.all.near(x, y, x, y, MOST_RADIUS + BEND + marginPx)) {
      if (insideAt(gland, x + this.bendX(x, y), y + this.bendY(x, y)) > -marginPx) return true;
    }
    return false;
  }

  paint(canvas: Canvas): void {
    const bend = (of: (x: number, y: number) => number): CoarseField => new CoarseField(canvas.x0, canvas.y0, canvas.sidePx, BEND_STEP_PX, of);
    const bendX = bend((x, y) => this.bendX(x, y));
    const bendY = bend((x, y) => this.bendY(x, y));
    for (const gland of this.near(canvas)) {
      const box = canvas.clip(gland.x, gland.y, max(gland.rx, gland.ry) + BEND + um(3));
      if (!box) continue;
      for (let y = box.fromY; y < box.toY; y++) {
        for (let x = box.fromX, k = canvas.index(x, y); x < box.toX; x++, k++) {
          const bentX = x + bendX.at(x, y);
          const bentY = y + bendY.at(x, y);
          const s = insideAt(gland, bentX, bentY);
          if (s > -OUTER) this.paintPixel(canvas, gland, x, y, k, s, bentX, bentY);
        }
      }
      this.paintNuclei(canvas, gland);
    }
  }

  /** `s`: pixels inside the outline; `bentX`, `bentY`: the place in the gland's own, unbent frame. */
  private paintPixel(canvas: Canvas, gland: Gland, x: number, y: number, k: number, s: number, bentX: number, bentY: number): void {
    const { noise } = this.plan;
    if (s < um(0.8)) {
      canvas.cover(k, smoothstep(-OUTER, um(0.2), s), 0.1, 0.62);
      return;
    }
    const t = s / gland.wallPx;
    if (t >= 1) {
      const secretion = smoothstep(0.62, 0.8, noise.at(x / um(9) + gland.cells, y / um(9)));
      const edge = 1 - smoothstep(gland.wallPx, gland.wallPx + um(1.2), s);
      canvas.cover(k, 1, 0.02 * secretion + 0.16 * edge, 0.1 * secretion * noise.at(x / 5, y / 5) + 0.42 * edge);
      return;
    }
    const turn = turnAt(gland, bentX, bentY) * gland.cells;
    const cell = floor(turn);
    const aside = Math.abs(turn - cell - 0.5) * 2;
    const grain = noise.at(x / 4.3, y / 4.3);
    const border = smoothstep(0.78, 1, aside);
    let nuclear = 0.25 - 0.09 * t + 0.1 * (grain - 0.5) + 0.04 * border;
    let ground = 0.36 + 0.2 * (grain - 0.5) + 0.14 * border + 0.16 * smoothstep(0.9, 0.99, t);
    if (isGoblet(gland, cell)) {
      const drop = 1 - smoothstep(0.72, 1, hypot((t - 0.66) / 0.34, aside / 1.02));
      nuclear += (0.11 + 0.05 * grain - nuclear) * drop;
      ground += (0.04 + 0.05 * grain - ground) * drop;
    }
    canvas.cover(k, 1, nuclear, ground);
  }

  private paintNuclei(canvas: Canvas, gland: Gland): void {
    for (let cell = 0; cell < gland.cells; cell++) {
      const random = Random.ofCell(gland.seed, cell, 7);
      const turn = (((cell + 0.5 + random.between(-0.2, 0.2)) / gland.cells) * 2 - 1) * Math.PI;
      const below = gland.wallPx * (isGoblet(gland, cell) ? 0.17 : random.between(0.2, 0.46));
      const shrink = 1 - below / gland.radiusPx;
      const [u, v] = [Math.cos(turn) * gland.rx * shrink, Math.sin(turn) * gland.ry * shrink];
      const [x, y] = [gland.x + u * gland.cos - v * gland.sin, gland.y + u * gland.sin + v * gland.cos];
      const radial = atan2(v / gland.ry, u / gland.rx) + gland.angle;
      const flat = isGoblet(gland, cell);
      const positive = this.plan.marks * (random.next() < 0.34 ? random.between(0.45, 1) : 0);
      paintNucleus(canvas, this.plan.noise, {
        x: x - this.bendX(x, y), y: y - this.bendY(x, y), rx: um(flat ? 2.2 : random.between(3.7, 5.4)), ry: um(flat ? 3 : random.between(2.1, 2.8)),
        angle: radial + random.between(-0.22, 0.22), dark: random.between(0.66, 0.95), vesicular: flat ? 0 : random.between(0, 0.75), positive,
      });
    }
  }

  private bendX(x: number, y: number): number {
    return (this.plan.noise.at(x / um(42), y / um(42)) - 0.5) * 2 * BEND;
  }

  private bendY(x: number, y: number): number {
    return (this.plan.noise.at(x / um(42) + 100, y / um(42) + 55) - 0.5) * 2 * BEND;
  }
}

/** Pixels from a gland's outline, positive inside. */
function insideAt(gland: Gland, bentX: number, bentY: number): number {
  const dx = bentX - gland.x;
  const dy = bentY - gland.y;
  const u = (dx * gland.cos + dy * gland.sin) / gland.rx;
  const v = (dy * gland.cos - dx * gland.sin) / gland.ry;
  return (1 - sqrt(u * u + v * v)) * gland.radiusPx;
}

/** The angle about a gland's middle, as a share of a full turn. */
function turnAt(gland: Gland, bentX: number, bentY: number): number {
  const dx = bentX - gland.x;
  const dy = bentY - gland.y;
  return atan2((dy * gland.cos - dx * gland.sin) / gland.ry, (dx * gland.cos + dy * gland.sin) / gland.rx) / (2 * Math.PI) + 0.5;
}

const isGoblet = (gland: Gland, cell: number): boolean => gland.goblets[cell] === 1;
