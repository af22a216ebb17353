import type { SlideLevel } from '../../readers/index.js';
import type { SummedArea } from '../summed-area.js';
import type { TileSpot } from '../slide-pixels.js';
import type { FocusScale } from './focus-scale.js';

/** A piece of this side is 64 µm of tissue at 0.5 µm a pixel, some dozens of nuclei: enough to judge by, and fine enough to show a stripe. */
const PIECE_PX = 128;
/** Tiles that are decoded for focus, some 5 ms each. */
const MOST_TILES = 4096;
/** As the contract's `FocusMap`. */
const MOST_SIDE = 512;
/** Tiles along a cell's side that are compared for the one with most tissue. */
const COMPARED = 8;
/** A cell with less tissue than this share of its area is a cell of glass. */
const LEAST_TISSUE = 0.03;

/** A cell of the map to be judged, and how much tissue it stands for, in pixels of the overview. */
export interface Sample {
  readonly cell: number;
  readonly tissuePx: number;
  /** The piece of the tile to judge it by, in shares of the tile's full size. */
  readonly piece: { readonly left: number; readonly top: number; readonly side: number };
}

/** A tile to be looked at, and the cells that it tells of. */
export interface Visit {
  readonly spot: TileSpot;
  readonly samples: Sample[];
}

/**
 * The cells of a focus map, and which tiles to look at for them. A cell is a part of a large tile, a tile, or, on a slide
 * with much tissue, a square of tiles judged by the one with most tissue.
 */
export class FocusGrid {
  readonly columns: number;
  readonly rows: number;
  readonly visits: Visit[] = [];

  private constructor(
    private readonly level: SlideLevel,
    private readonly levelIndex: number,
    /** Tiles in a cell's side, or one part of a tile. */
    private readonly cellTiles: number,
    private readonly tissue: SummedArea,
  ) {
    this.columns = Math.ceil(level.widthPx / (level.tileWidthPx * cellTiles));
    this.rows = Math.ceil(level.heightPx / (level.tileHeightPx * cellTiles));
  }

  static over(level: SlideLevel, { level: levelIndex, scale }: FocusScale, tissue: SummedArea): FocusGrid {
    const parts = Math.max(1, Math.round((Math.min(level.tileWidthPx, level.tileHeightPx) * scale) / PIECE_PX));
    // The least that keeps the contract, as long as parts of tiles do not.
    const least = Math.ceil(Math.max(level.columns, level.rows) / MOST_SIDE);
    const fewest = Math.max(level.columns, level.rows) * parts <= MOST_SIDE ? 1 / parts : least;
    for (let cellTiles = fewest; ; cellTiles = cellTiles < 1 ? least : cellTiles + 1) {
      const grid = new FocusGrid(level, levelIndex, cellTiles, tissue);
      const samples = grid.samples();
      const tiles = cellTiles < 1 ? samples.length / parts ** 2 : samples.length;
      if (tiles > MOST_TILES) continue;
      grid.visit(samples);
      return grid;
    }
  }

  /** The cell's box in shares of the slide's sides. */
  boxOf(cell: number): readonly [left: number, top: number, right: number, bottom: number] {
    return this.box(cell % this.columns, Math.floor(cell / this.columns), this.cellTiles);
  }

  /**
   * The cells as a contract's map has them, of equal size over the slide: the grid's own last column and row may lie partly past its
   * edge. Each takes what lies at its middle, half a cell away at most.
   */
  evenly(cells: readonly string[]): string {
    const across = this.level.widthPx / (this.level.tileWidthPx * this.cellTiles);
    const down = this.level.heightPx / (this.level.tileHeightPx * this.cellTiles);
    const at = (index: number, count: number, cellsAlong: number): number => Math.min(count - 1, Math.floor(((index + 0.5) / count) * cellsAlong));
    return cells.map((_, i) => cells[at(Math.floor(i / this.columns), this.rows, down) * this.columns + at(i % this.columns, this.columns, across)]!).join('');
  }

  private box(column: number, row: number, tiles: number): readonly [left: number, top: number, right: number, bottom: number] {
    const { widthPx, heightPx, tileWidthPx, tileHeightPx } = this.level;
    const [width, height] = [(tileWidthPx * tiles) / widthPx, (tileHeightPx * tiles) / heightPx];
    return [column * width, row * height, Math.min(1, (column + 1) * width), Math.min(1, (row + 1) * height)];
  }

  private samples(): { cell: number; tissuePx: number }[] {
    const found: { cell: number; tissuePx: number }[] = [];
    for (let cell = 0; cell < this.columns * this.rows; cell++) {
      const { count, area } = this.tissue.in(...this.boxOf(cell));
      if (count > area * LEAST_TISSUE) found.push({ cell, tissuePx: count });
    }
    return found;
  }

  private visit(samples: readonly { cell: number; tissuePx: number }[]): void {
    const byTile = new Map<number, Visit>();
    for (const { cell, tissuePx } of samples) {
      const [column, row] = [cell % this.columns, Math.floor(cell / this.columns)];
      const tile = this.cellTiles > 1 ? this.fullest(column, row) : { column: Math.floor(column * this.cellTiles + 1e-9), row: Math.floor(row * this.cellTiles + 1e-9) };
      const key = tile.row * this.level.columns + tile.column;
      const visit = byTile.get(key) ?? { spot: { level: this.levelIndex, ...tile }, samples: [] };
      byTile.set(key, visit);
      const piece = this.cellTiles > 1 ? { left: 0, top: 0, side: 1 } : { left: column * this.cellTiles - tile.column, top: row * this.cellTiles - tile.row, side: this.cellTiles };
      visit.samples.push({ cell, tissuePx, piece });
    }
    this.visits.push(...byTile.values());
  }

  /** The tile of the cell with most tissue, of those compared. */
  private fullest(column: number, row: number): { column: number; row: number } {
    let best = { column: column * this.cellTiles, row: row * this.cellTiles };
    let most = -1;
    const step = Math.ceil(this.cellTiles / COMPARED);
    for (let v = row * this.cellTiles; v < Math.min(this.level.rows, (row + 1) * this.cellTiles); v += step) {
      for (let u = column * this.cellTiles; u < Math.min(this.level.columns, (column + 1) * this.cellTiles); u += step) {
        const { count } = this.tissue.in(...this.box(u, v, 1));
        if (count > most) [most, best] = [count, { column: u, row: v }];
      }
    }
    return best;
  }
}
