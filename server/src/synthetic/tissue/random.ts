const { imul } = Math;

/** A well-mixed 32-bit number for a cell of a grid: the same for the same seed, on any machine. */
export function hashCell(seed: number, i: number, j: number): number {
  let h = (seed ^ imul(i, 0x27d4eb2d) ^ imul(j, 0x165667b1)) | 0;
  h = imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A stream of numbers in [0, 1) from a 32-bit state (mulberry32). */
export class Random {
  constructor(private state: number) {}

  static ofCell(seed: number, i: number, j: number): Random {
    return new Random(hashCell(seed, i, j));
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }
}
