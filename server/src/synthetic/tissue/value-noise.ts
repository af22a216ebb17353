import { Random } from './random.js';

// Bound once, here and in the files beside: in a test's sandbox every look at the global `Math` is slow.
const { floor, min, max } = Math;

const SIDE = 256;
const MASK = SIDE - 1;

/** Smooth noise in [0, 1) on a unit grid, repeating every 256 units: far enough apart, under a warp, that nobody sees it. */
export class ValueNoise {
  private readonly grid = new Float32Array(SIDE * SIDE);

  constructor(seed: number) {
    const random = new Random(seed);
    for (let i = 0; i < this.grid.length; i++) this.grid[i] = random.next();
  }

  at(u: number, v: number): number {
    const i = floor(u);
    const j = floor(v);
    let fu = u - i;
    let fv = v - j;
    fu = fu * fu * (3 - 2 * fu);
    fv = fv * fv * (3 - 2 * fv);
    const grid = this.grid;
    const top = (j & MASK) << 8;
    const bottom = ((j + 1) & MASK) << 8;
    const left = i & MASK;
    const right = (i + 1) & MASK;
    const a = grid[top | left]!;
    const c = grid[bottom | left]!;
    const upper = a + (grid[top | right]! - a) * fu;
    return upper + (c + (grid[bottom | right]! - c) * fu - upper) * fv;
  }

  /** Three octaves about 0, in (-1, 1). */
  fractal(u: number, v: number): number {
    return (this.at(u, v) - 0.5) * 1.14 + (this.at(u * 2 + 17.3, v * 2 + 5.1) - 0.5) * 0.57 + (this.at(u * 4 + 3.7, v * 4 + 29.9) - 0.5) * 0.29;
  }
}

export const smoothstep = (from: number, to: number, value: number): number => {
  const t = min(1, max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
};
