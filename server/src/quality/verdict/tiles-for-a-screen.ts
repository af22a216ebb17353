import type { SlideLevel } from '../../readers/index.js';

const SCREEN = { widthPx: 1920, heightPx: 1080 } as const;

/**
 * Tiles that fill a screen where the pyramid serves worst. A viewer draws from the level nearest in size, so it reaches the square
 * root of a step beyond each, and all of the smallest.
 */
export function tilesForAScreen(levels: readonly SlideLevel[]): number {
  const needs = levels.map((level, index) => {
    const next = levels[index + 1];
    const reach = next ? Math.sqrt(next.downsample / level.downsample) : Infinity;
    const across = Math.min(level.columns, Math.ceil((SCREEN.widthPx * reach) / level.tileWidthPx));
    const down = Math.min(level.rows, Math.ceil((SCREEN.heightPx * reach) / level.tileHeightPx));
    return across * down;
  });
  return Math.max(...needs);
}
