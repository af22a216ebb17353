/**
 * The bin that best parts a histogram in two: values at or above it are the upper class.
 *
 * N. Otsu, “A threshold selection method from gray-level histograms”, IEEE Trans. SMC 9 (1979) 62–66: the variance between
 * the two classes is largest there. 0 for an empty histogram or one of a single value.
 */
export function otsu(histogram: ArrayLike<number>): number {
  let count = 0;
  let sum = 0;
  for (let bin = 0; bin < histogram.length; bin++) {
    count += histogram[bin]!;
    sum += bin * histogram[bin]!;
  }
  let [best, bestBin, below, sumBelow] = [0, 0, 0, 0];
  for (let bin = 0; bin + 1 < histogram.length; bin++) {
    below += histogram[bin]!;
    sumBelow += bin * histogram[bin]!;
    const above = count - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) [best, bestBin] = [between, bin + 1];
  }
  return bestBin;
}
