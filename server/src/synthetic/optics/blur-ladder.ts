import { blurSquare, gaussianWeights } from './gaussian.js';

const { clz32, max } = Math;

/** Variance of the first rung in square pixels; each further one doubles it, and is a blur of the one below. */
const FIRST = 0.25;
const RUNGS = 14;
const VARIANCES = Float64Array.from({ length: RUNGS }, (_, rung) => (rung === 0 ? 0 : FIRST * 2 ** (rung - 1)));

/** Rungs double: the highest bit says which one is not above a variance. */
const rungBelow = (variance: number): number => 32 - clz32((variance / FIRST) | 0);

/**
 * One picture at every blur. Between two rungs their mixture is taken that has the wanted variance, so that the blur can
 * change from pixel to pixel without a step.
 */
export class BlurLadder {
  private readonly rungs: Float32Array[];

  constructor(
    sharp: Float32Array,
    private readonly sidePx: number,
  ) {
    this.rungs = [sharp];
  }

  /**
   * The middle of the square, without `marginPx` on each side.
   *
   * @param variances of the wanted blur in square pixels, one for each pixel of the middle
   */
  blurred(variances: Float32Array, marginPx: number): Float32Array {
    const { sidePx, rungs } = this;
    const innerPx = sidePx - 2 * marginPx;
    const out = new Float32Array(innerPx * innerPx);
    this.climb(rungBelow(variances.reduce((most, variance) => max(most, variance))) + 1);
    for (let y = 0, k = 0; y < innerPx; y++) {
      let at = (y + marginPx) * sidePx + marginPx;
      for (let x = 0; x < innerPx; x++, k++, at++) {
        const below = rungBelow(variances[k]!);
        const lower = rungs[below]![at]!;
        const share = (variances[k]! - VARIANCES[below]!) / (VARIANCES[below + 1]! - VARIANCES[below]!);
        out[k] = lower + (rungs[below + 1]![at]! - lower) * share;
      }
    }
    return out;
  }

  private climb(rung: number): void {
    for (let next = this.rungs.length; next <= rung; next++) this.rungs.push(blurSquare(this.rungs[next - 1]!, this.sidePx, weightsTo(next)));
  }
}

/** From the rung below; made once. */
const weightsTo = (rung: number): Float64Array => (WEIGHTS[rung] ??= gaussianWeights(VARIANCES[rung]! - VARIANCES[rung - 1]!));
const WEIGHTS: Float64Array[] = [];
