import type { SlideView } from '@parfocal/shared/geometry';
import { CoverageGrid, LONGEST_SIDE } from './coverage-grid';
import { Dwell } from './dwell';

const viewOf = (rest: Partial<SlideView> = {}): SlideView => ({ x: 5000, y: 5000, resolution: 1, rotation: 0, widthPx: 1000, heightPx: 480, ...rest });
const cellsIn = (grid: CoverageGrid, view: SlideView): number[] => {
  const cells: number[] = [];
  grid.forEachIn(view, (cell) => cells.push(cell));
  return cells;
};

describe('CoverageGrid', () => {
  it('has 256 cells on the longer side, and ends where the slide ends', () => {
    const grid = new CoverageGrid({ widthPx: 100_000, heightPx: 30_000 });
    expect([grid.columns, grid.rows]).toEqual([LONGEST_SIDE, 77]);
    expect([grid.cellWidthPx * grid.columns, grid.cellHeightPx * grid.rows]).toEqual([100_000, 30_000]);
    expect(new CoverageGrid({ widthPx: 10, heightPx: 90_000 }).columns).toBe(1);
  });

  it('finds the cells whose middle is in the window, and no other', () => {
    const grid = new CoverageGrid({ widthPx: 25_600, heightPx: 25_600 });
    const cells = cellsIn(grid, viewOf());
    expect(cells).toHaveLength(10 * 4);
    for (const cell of cells) {
      const { x, y } = grid.centreOf(cell);
      expect(Math.abs(x - 5000) <= 500 && Math.abs(y - 5000) <= 240).toBe(true);
    }
  });

  it('turns with the window, and goes no farther than the slide', () => {
    const grid = new CoverageGrid({ widthPx: 25_600, heightPx: 25_600 });
    const upright = cellsIn(grid, viewOf({ rotation: Math.PI / 2 }));
    expect(new Set(upright.map((cell) => cell % grid.columns)).size).toBe(4);
    expect(cellsIn(grid, viewOf({ resolution: 1000 }))).toHaveLength(grid.size);
    expect(cellsIn(grid, viewOf({ x: -90_000, y: -90_000 }))).toEqual([]);
  });

  it('keeps the best magnification, its own or an earlier one', () => {
    const grid = new CoverageGrid({ widthPx: 2560, heightPx: 10 });
    expect([grid.see(3, 10), grid.see(3, 5), grid.see(3, 20)]).toEqual([true, false, true]);
    grid.see(4, 2);
    const kept = new Uint16Array(grid.size).fill(400);
    grid.merge(kept);
    grid.merge(new Uint16Array(7).fill(65_000));
    expect([grid.seenAt(3), grid.seenAt(4), grid.seenAt(5)]).toEqual([20, 4, 4]);
  });
});

describe('Dwell', () => {
  const grid = (): CoverageGrid => new CoverageGrid({ widthPx: 25_600, heightPx: 25_600 });

  it('counts what was in a sharp window for 300 ms, not less', () => {
    const map = grid();
    const dwell = new Dwell(map);
    const [cell] = cellsIn(map, viewOf());
    const seen = [1, 2, 3, 4].map(() => (dwell.look(viewOf(), 10), map.seenAt(cell!)));
    expect(seen).toEqual([0, 0, 0, 10]);
  });

  it('begins anew where the window blurred or went elsewhere meanwhile', () => {
    const map = grid();
    const dwell = new Dwell(map);
    const [cell] = cellsIn(map, viewOf());
    const away = viewOf({ x: 20_000 });
    for (const view of [viewOf(), viewOf(), viewOf(), undefined, viewOf(), viewOf(), away, viewOf(), viewOf(), viewOf()]) dwell.look(view, 10);
    expect(map.seenAt(cell!)).toBe(0);
    dwell.look(viewOf(), 10);
    expect(map.seenAt(cell!)).toBe(10);
  });

  it('sees what a slow pan leaves in the window long enough', () => {
    const map = grid();
    const dwell = new Dwell(map);
    for (let step = 0; step < 8; step++) dwell.look(viewOf({ x: 5000 + step * 100 }), 10);
    const middle = cellsIn(map, viewOf({ x: 5300, widthPx: 100, heightPx: 100 }))[0]!;
    expect(map.seenAt(middle)).toBe(10);
  });

  it('takes the least magnification of that time: a zoom passes many', () => {
    const map = grid();
    const dwell = new Dwell(map);
    const [cell] = cellsIn(map, viewOf());
    for (const power of [2, 5, 10, 40]) dwell.look(viewOf(), power);
    expect(map.seenAt(cell!)).toBe(2);
    for (let i = 0; i < 3; i++) dwell.look(viewOf(), 40);
    expect(map.seenAt(cell!)).toBe(40);
  });
});
