import { Random } from './random.js';

const { floor } = Math;

/** Things strewn over the slide, one at most in each cell of a grid, each always in the same place. */
export class Scattered<Thing> {
  private readonly known = new Map<number, Thing | undefined>();

  constructor(
    private readonly seed: number,
    private readonly spacingPx: number,
    private readonly make: (random: Random, x: number, y: number) => Thing | undefined,
    /** How far from its cell's middle a thing may lie, as a share of the spacing. */
    private readonly jitter = 0.5,
    /** Every other row is moved by half a cell, as bricks are: no columns show. */
    private readonly isBrick = false,
  ) {}

  /** All things of the cells within `reachPx` of a box, from the top left. */
  *near(x0: number, y0: number, x1: number, y1: number, reachPx: number): Generator<Thing> {
    const cell = (at: number): number => floor(at / this.spacingPx);
    for (let j = cell(y0 - reachPx); j <= cell(y1 + reachPx); j++) {
      for (let i = cell(x0 - reachPx) - (this.isBrick ? 1 : 0); i <= cell(x1 + reachPx); i++) {
        const thing = this.ofCell(i, j);
        if (thing !== undefined) yield thing;
      }
    }
  }

  private ofCell(i: number, j: number): Thing | undefined {
    const key = i * 0x100000 + j;
    if (this.known.has(key)) return this.known.get(key);
    // Forgotten as a whole now and then: they are quickly made again, and memory stays flat.
    if (this.known.size > 20_000) this.known.clear();
    const random = Random.ofCell(this.seed, i, j);
    const place = (index: number): number => (index + 0.5 + random.between(-this.jitter, this.jitter)) * this.spacingPx;
    const thing = this.make(random, place(this.isBrick && (j & 1) !== 0 ? i + 0.5 : i), place(j));
    this.known.set(key, thing);
    return thing;
  }
}
