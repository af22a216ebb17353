import type { CoverageGrid } from './coverage-grid';
import type { Tissue } from './tissue';
import { isSeen } from './unseen';

/** RGBA. What is missing calls; what was seen only answers. */
const UNSEEN = [255, 170, 40, 175] as const;
const SEEN = [60, 200, 130, 70] as const;

/** Paints the map, a pixel a cell, into a canvas that is laid over the whole slide. */
export function paintCoverage(canvas: HTMLCanvasElement, grid: CoverageGrid, tissue: Tissue, power: number): void {
  canvas.width = grid.columns;
  canvas.height = grid.rows;
  const context = canvas.getContext('2d');
  if (!context) return;
  const picture = context.createImageData(grid.columns, grid.rows);
  for (let cell = 0; cell < grid.size; cell++) if (tissue[cell]) picture.data.set(isSeen(grid, cell, power) ? SEEN : UNSEEN, cell * 4);
  context.putImageData(picture, 0, 0);
}
