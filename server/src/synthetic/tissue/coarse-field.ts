const { min } = Math;

/** Low frequencies need not be computed for every pixel: a field on a coarse grid, straight lines between. */
export class CoarseField {
  private readonly columns: number;
  private readonly values: Float32Array;
  readonly least: number;
  readonly most: number;

  constructor(
    private readonly x0: number,
    private readonly y0: number,
    sidePx: number,
    private readonly stepPx: number,
    of: (x: number, y: number) => number,
  ) {
    this.columns = Math.ceil(sidePx / stepPx) + 1;
    this.values = new Float32Array(this.columns * this.columns);
    let [least, most] = [Infinity, -Infinity];
    for (let j = 0, k = 0; j < this.columns; j++) {
      for (let i = 0; i < this.columns; i++, k++) {
        const value = of(x0 + i * stepPx, y0 + j * stepPx);
        this.values[k] = value;
        if (value < least) least = value;
        if (value > most) most = value;
      }
    }
    [this.least, this.most] = [least, most];
  }

  at(x: number, y: number): number {
    const u = (x - this.x0) / this.stepPx;
    const v = (y - this.y0) / this.stepPx;
    const i = min(u | 0, this.columns - 2);
    const j = min(v | 0, this.columns - 2);
    const fu = u - i;
    const fv = v - j;
    const k = j * this.columns + i;
    const a = this.values[k]!;
    const c = this.values[k + this.columns]!;
    const upper = a + (this.values[k + 1]! - a) * fu;
    return upper + (c + (this.values[k + this.columns + 1]! - c) * fu - upper) * fv;
  }
}
