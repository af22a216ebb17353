import { levelsOf } from '../testing/slide';
import { sharpLevel, tilesWithin, urgency, visibleCount } from './tile-plan';
import { addressOf, tileGridOf } from './tile-grid';

const levels = levelsOf(5003, 3607, [[1, 240, 240], [2.0004, 256, 256], [4.0011, 512, 300]]);
const view = { x: 2500, y: 1800, resolution: 1, rotation: 0, widthPx: 800, heightPx: 600 };

describe('tile plan', () => {
  it('shows the coarsest level that is still sharp', () => {
    expect(sharpLevel(levels, 0.2)).toBe(0);
    expect(sharpLevel(levels, 1.3)).toBe(0);
    expect(sharpLevel(levels, 1.5)).toBe(1);
    expect(sharpLevel(levels, 4.0011)).toBe(2);
    expect(sharpLevel(levels, 500)).toBe(2);
    expect(sharpLevel(levels.slice(0, 1), 9)).toBe(0);
  });

  it('in a pyramid with wide steps enlarges no level much', () => {
    const wide = levelsOf(40_000, 30_000, [[1, 256, 256], [16, 256, 256]]);
    expect(sharpLevel(wide, 16 / 1.8)).toBe(0);
    expect(sharpLevel(wide, 16 / 1.7)).toBe(1);
  });

  it('fetches the coarsest level first, then sharp tiles from the centre, then the levels between', () => {
    const tiles = [{ level: 1, column: 4, row: 3 }, { level: 0, column: 9, row: 7 }, { level: 0, column: 10, row: 7 }, { level: 0, column: 12, row: 8 }, { level: 2, column: 1, row: 1 }];
    const order = tiles.map((tile) => ({ tile, urgency: urgency(levels, view, 0, tile)! })).sort((a, b) => a.urgency - b.urgency);
    expect(order.map(({ tile }) => `${tile.level}/${tile.column}/${tile.row}`)).toEqual(['2/1/1', '0/10/7', '0/9/7', '0/12/8', '1/4/3']);
  });

  it('does not need what lies outside the window or is finer than it can show', () => {
    expect(urgency(levels, view, 0, { level: 0, column: 0, row: 0 })).toBeUndefined();
    expect(urgency(levels, view, 1, { level: 0, column: 10, row: 7 })).toBeUndefined();
  });
});

describe('visible tiles', () => {
  it('are those that the window touches', () => {
    // 800 x 600 around (2500, 1800): columns 2100/240 = 8 to 2900/240 = 12, rows 1500/240 = 6 to 2100/240 = 8.
    expect(visibleCount(levels[0]!, view)).toBe(5 * 3);
    expect(tilesWithin(levels[0]!, 0, { minX: 2100, maxX: 2400, minY: 1500, maxY: 1600 })).toEqual([{ level: 0, column: 8, row: 6 }, { level: 0, column: 9, row: 6 }, { level: 0, column: 10, row: 6 }]);
  });

  it('end at the edges of the slide, and are none beside it', () => {
    expect(visibleCount(levels[2]!, { ...view, resolution: 100 })).toBe(levels[2]!.columns * levels[2]!.rows);
    expect(visibleCount(levels[0]!, { ...view, x: 90_000 })).toBe(0);
  });
});

describe('tile grid', () => {
  const grid = tileGridOf(levels);

  it('has the file\'s tiles, downwards from the origin, the padding at the edges included', () => {
    const last = grid.getTileCoordExtent([2, levels[0]!.columns - 1, levels[0]!.rows - 1]);
    expect(last).toEqual([4800, -3840, 5040, -3600]);
    const [minX, minY, maxX, maxY] = grid.getTileCoordExtent([1, 1, 2]);
    expect([minX, maxX]).toEqual([256 * 2.0004, 2 * 256 * 2.0004]);
    expect([minY, maxY]).toEqual([-3 * 256 * 2.0004, -2 * 256 * 2.0004]);
  });

  it('has as many tiles as the file and counts levels the other way', () => {
    const range = grid.getFullTileRange(0)!;
    expect([range.minX, range.maxX, range.minY, range.maxY]).toEqual([0, levels[2]!.columns - 1, 0, levels[2]!.rows - 1]);
    expect(addressOf(levels, 0, 1, 2)).toEqual({ level: 2, column: 1, row: 2 });
  });
});
