interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Level-0 pixels per pixel of a level: the mean of both directions (as OpenSlide has it), for rounding hurts each
 * differently; a whole number where one explains both sizes, so that level 5 is 32 and not 32.03.
 */
export function downsampleOf(base: Size, level: Size): number {
  const mean = (base.widthPx / level.widthPx + base.heightPx / level.heightPx) / 2;
  const whole = Math.round(mean);
  const explains = (full: number, reduced: number): boolean => Math.abs(full / whole - reduced) < 1;
  return explains(base.widthPx, level.widthPx) && explains(base.heightPx, level.heightPx) ? Math.max(1, whole) : Math.max(1, mean);
}
