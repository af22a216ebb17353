import type { SlideLevel } from '../../readers/index.js';
import { SummedArea } from '../summed-area.js';
import { FocusGrid } from './focus-grid.js';

const level = (widthPx: number, heightPx: number, tilePx: number): SlideLevel => ({
  widthPx, heightPx, tileWidthPx: tilePx, tileHeightPx: tilePx, columns: Math.ceil(widthPx / tilePx), rows: Math.ceil(heightPx / tilePx), downsample: 1,
});
/** Tissue where `isTissue` says, in hundredths of the slide's sides. */
const tissueWhere = (isTissue: (x: number, y: number) => boolean): SummedArea =>
  new SummedArea(100, 100, Uint8Array.from({ length: 10_000 }, (_, i) => Number(isTissue(i % 100, Math.floor(i / 100)))), (value) => value === 1);
const scale = { level: 0, scale: 1 };

describe('the focus grid', () => {
  it('has cells of 128 px, however large a tile is, and looks at each tile once', () => {
    const grid = FocusGrid.over(level(1024, 512, 512), scale, tissueWhere(() => true));
    expect([grid.columns, grid.rows]).toEqual([8, 4]);
    expect(grid.visits.map(({ spot }) => [spot.column, spot.row])).toEqual([[0, 0], [1, 0]]);
    expect(grid.visits.flatMap(({ samples }) => samples.map(({ cell }) => cell)).sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, i) => i));
    expect(grid.visits[1]!.samples[0]!.piece).toEqual({ left: 0, top: 0, side: 0.25 });
  });

  it('looks only where there is tissue', () => {
    const grid = FocusGrid.over(level(1000, 1000, 100), scale, tissueWhere((x, y) => x >= 90 && y < 10));
    expect(grid.visits).toEqual([{ spot: { level: 0, column: 9, row: 0 }, samples: [expect.objectContaining({ cell: 9, tissuePx: 100 })] }]);
  });

  it('looks at some thousand tiles at most, in each cell at the one with most tissue', () => {
    const grid = FocusGrid.over(level(400_000, 400_000, 256), scale, tissueWhere((x) => x % 2 === 1));
    expect(grid.visits.length).toBeLessThanOrEqual(4096);
    expect(Math.max(grid.columns, grid.rows)).toBeLessThanOrEqual(512);
    const share = 256 / 400_000;
    const onTissue = grid.visits.filter(({ spot }) => Math.floor(spot.column * share * 100) % 2 === 1 || Math.floor((spot.column + 1) * share * 100) % 2 === 1);
    expect(onTissue).toHaveLength(grid.visits.length);
  });

  it('keeps within the contract on a slide that is one long strip', () => {
    const grid = FocusGrid.over(level(1_000_000, 300, 256), scale, tissueWhere(() => true));
    expect(grid.columns).toBeLessThanOrEqual(512);
    expect(grid.columns * grid.rows).toBeLessThanOrEqual(262_144);
  });

  it('gives cells of equal size, of which each says what lies at its middle', () => {
    const whole = FocusGrid.over(level(512, 128, 128), scale, tissueWhere(() => true));
    expect(whole.evenly(['0', '1', '2', '3'])).toBe('0123');
    const overhanging = FocusGrid.over(level(400, 128, 128), scale, tissueWhere(() => true));
    expect([overhanging.columns, overhanging.evenly(['0', '1', '2', '3'])]).toEqual([4, '0112']);
  });

  it('has no visits on bare glass', () => {
    expect(FocusGrid.over(level(1000, 1000, 256), scale, tissueWhere(() => false)).visits).toEqual([]);
  });
});
