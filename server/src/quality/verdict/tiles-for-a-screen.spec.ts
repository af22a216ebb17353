import type { SlideLevel } from '../../readers/index.js';
import { LIMITS } from './limits.js';
import { tilesForAScreen } from './tiles-for-a-screen.js';

const pyramid = (sidePx: number, downsamples: number[], tilePx = 256): SlideLevel[] => downsamples.map((downsample) => {
  const side = Math.ceil(sidePx / downsample);
  return { widthPx: side, heightPx: side, tileWidthPx: tilePx, tileHeightPx: tilePx, columns: Math.ceil(side / tilePx), rows: Math.ceil(side / tilePx), downsample };
});
const { warnedAbove } = LIMITS.tilesForAScreen;

describe('tiles for a screen', () => {
  it('are few in a pyramid of steps of 2 or 4', () => {
    expect(tilesForAScreen(pyramid(100_000, [1, 2, 4, 8, 16, 32, 64]))).toBeLessThan(100);
    expect(tilesForAScreen(pyramid(100_000, [1, 4, 16, 32]))).toBeLessThan(warnedAbove);
  });

  it('are all of a level that has none smaller', () => {
    expect(tilesForAScreen(pyramid(20_000, [1]))).toBe(79 * 79);
    expect(tilesForAScreen(pyramid(2000, [1]))).toBe(64);
  });

  it('are many where steps are missing in the middle', () => {
    expect(tilesForAScreen(pyramid(100_000, [1, 64]))).toBeGreaterThan(warnedAbove);
  });
});
