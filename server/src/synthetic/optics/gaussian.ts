const { exp, max, min } = Math;

/** Weights from three sigmas on, about, are left out. */
const NOTHING = 1e-3;

/**
 * Weights of a Gaussian on pixels from its middle outwards: T(n, t) = exp(-t) I_n(t) (Lindeberg, Scale-space for discrete
 * signals, 1990). Unlike sampled ones, they have the variance t, and a blur of a blur is exactly one of both variances.
 */
export function gaussianWeights(variancePx2: number): Float64Array {
  const weights: number[] = [];
  for (let n = 0; n === 0 || weights[n - 1]! > NOTHING; n++) weights.push(exp(-variancePx2) * bessel(n, variancePx2));
  const sum = weights.reduce((all, weight, n) => all + (n === 0 ? weight : 2 * weight), 0);
  return Float64Array.from(weights, (weight) => weight / sum);
}

/** The modified Bessel function of the first kind, by its series. */
function bessel(n: number, t: number): number {
  let term = 1;
  for (let i = 1; i <= n; i++) term *= t / 2 / i;
  let sum = term;
  for (let m = 1; term > sum * 1e-12; m++) sum += term *= (t / 2) ** 2 / (m * (m + n));
  return sum;
}

/** Blurs a square by `weights` in both directions; what lies past its edges is taken to be like them. */
export function blurSquare(from: Float32Array, sidePx: number, weights: Float64Array): Float32Array {
  return alongColumns(alongRows(from, sidePx, weights), sidePx, weights);
}

function alongRows(from: Float32Array, sidePx: number, weights: Float64Array): Float32Array {
  const to = new Float32Array(from.length);
  const reach = weights.length - 1;
  const padded = new Float32Array(sidePx + 2 * reach);
  for (let row = 0; row < from.length; row += sidePx) {
    padded.fill(from[row]!, 0, reach);
    padded.set(from.subarray(row, row + sidePx), reach);
    padded.fill(from[row + sidePx - 1]!, reach + sidePx);
    for (let x = 0, at = reach; x < sidePx; x++, at++) {
      let sum = weights[0]! * padded[at]!;
      for (let n = 1; n <= reach; n++) sum += weights[n]! * (padded[at - n]! + padded[at + n]!);
      to[row + x] = sum;
    }
  }
  return to;
}

/** Row upon row, so that memory is read in its order. */
function alongColumns(from: Float32Array, sidePx: number, weights: Float64Array): Float32Array {
  const to = new Float32Array(from.length);
  for (let y = 0; y < sidePx; y++) {
    const row = y * sidePx;
    for (let n = 0; n < weights.length; n++) {
      const weight = n === 0 ? weights[0]! / 2 : weights[n]!;
      const above = max(0, y - n) * sidePx;
      const below = min(sidePx - 1, y + n) * sidePx;
      for (let x = 0; x < sidePx; x++) to[row + x]! += weight * (from[above + x]! + from[below + x]!);
    }
  }
  return to;
}
