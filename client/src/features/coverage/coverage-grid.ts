import type { SlideView } from '@parfocal/shared/geometry';

/** Cells on the slide's longer side: fine enough to find a missed field, coarse enough to keep for every slide. */
export const LONGEST_SIDE = 256;

/** Magnifications are kept in hundredths: 655x is the most that fits. */
const HUNDREDTHS = 100;
const MOST = 65_535;

/** A coarse map over all of level 0, row by row: the best magnification at which each cell was seen, 0 where it was not. */
export class CoverageGrid {
  readonly columns: number;
  readonly rows: number;
  /** A cell in level-0 pixels; the cells end where the slide ends. */
  readonly cellWidthPx: number;
  readonly cellHeightPx: number;
  /** In hundredths, as it is kept. */
  readonly best: Uint16Array;

  constructor({ widthPx, heightPx }: { widthPx: number; heightPx: number }) {
    const cellPx = Math.max(widthPx, heightPx) / LONGEST_SIDE;
    this.columns = Math.max(1, Math.round(widthPx / cellPx));
    this.rows = Math.max(1, Math.round(heightPx / cellPx));
    this.cellWidthPx = widthPx / this.columns;
    this.cellHeightPx = heightPx / this.rows;
    this.best = new Uint16Array(this.columns * this.rows);
  }

  get size(): number {
    return this.best.length;
  }

  seenAt(cell: number): number {
    return this.best[cell]! / HUNDREDTHS;
  }

  /** Whether that is news. */
  see(cell: number, magnification: number): boolean {
    const now = Math.min(MOST, Math.round(magnification * HUNDREDTHS));
    if (now <= this.best[cell]!) return false;
    this.best[cell] = now;
    return true;
  }

  /** Adds what was kept of an earlier look; a map of another shape is of another scan. */
  merge(kept: Uint16Array): void {
    if (kept.length !== this.size) return;
    kept.forEach((value, cell) => (this.best[cell] = Math.max(this.best[cell]!, value)));
  }

  clear(): void {
    this.best.fill(0);
  }

  /** The middle of a cell in level-0 pixels. */
  centreOf(cell: number): { x: number; y: number } {
    return { x: ((cell % this.columns) + 0.5) * this.cellWidthPx, y: (Math.floor(cell / this.columns) + 0.5) * this.cellHeightPx };
  }

  /** Every cell whose middle lies in the window. A mirror changes nothing: the window lies evenly around its centre. */
  forEachIn({ x, y, resolution, rotation, widthPx, heightPx }: SlideView, visit: (cell: number) => void): void {
    const [halfW, halfH] = [(widthPx * resolution) / 2, (heightPx * resolution) / 2];
    const [sin, cos] = [Math.sin(rotation), Math.cos(rotation)];
    const reachX = Math.abs(halfW * cos) + Math.abs(halfH * sin);
    const reachY = Math.abs(halfW * sin) + Math.abs(halfH * cos);
    const [firstColumn, lastColumn] = [this.bound((x - reachX) / this.cellWidthPx, this.columns), this.bound((x + reachX) / this.cellWidthPx, this.columns)];
    const [firstRow, lastRow] = [this.bound((y - reachY) / this.cellHeightPx, this.rows), this.bound((y + reachY) / this.cellHeightPx, this.rows)];
    for (let row = firstRow; row <= lastRow; row++) {
      const dy = (row + 0.5) * this.cellHeightPx - y;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const dx = (column + 0.5) * this.cellWidthPx - x;
        if (Math.abs(dx * cos - dy * sin) <= halfW && Math.abs(dx * sin + dy * cos) <= halfH) visit(row * this.columns + column);
      }
    }
  }

  private bound(at: number, count: number): number {
    return Math.min(count - 1, Math.max(0, Math.floor(at)));
  }
}
