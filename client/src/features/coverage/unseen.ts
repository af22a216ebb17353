import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import type { CoverageGrid } from './coverage-grid';
import type { Tissue } from './tissue';

/** An objective is reached a little below its number: windows and scanners round. */
const ENOUGH = 0.97;

export const isSeen = (grid: CoverageGrid, cell: number, power: number): boolean => grid.seenAt(cell) >= power * ENOUGH;

/** Share of the tissue that was seen at `power` or more, 0 to 1; nothing without tissue. */
export function shareSeen(grid: CoverageGrid, tissue: Tissue, power: number): number | undefined {
  let [all, seen] = [0, 0];
  for (let cell = 0; cell < grid.size; cell++) {
    if (!tissue[cell]) continue;
    all += 1;
    if (isSeen(grid, cell, power)) seen += 1;
  }
  return all === 0 ? undefined : seen / all;
}

/** A window, as a size in level-0 pixels. */
interface Reach {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Where to look next: the unseen tissue nearest to where one is, with the window over as much unseen tissue around it as
 * there is. Nothing where all has been seen.
 */
export function nextUnseen(grid: CoverageGrid, tissue: Tissue, power: number, from: Pick<SlideView, 'x' | 'y'>, reach: Reach): SlidePoint | undefined {
  const unseen = [...tissue.keys()].filter((cell) => tissue[cell] && !isSeen(grid, cell, power)).map((cell) => grid.centreOf(cell));
  let nearest: SlidePoint | undefined;
  for (const point of unseen) if (!nearest || distance(point, from) < distance(nearest, from)) nearest = point;
  if (!nearest) return undefined;
  const { x, y } = nearest;
  // The nearest one stays inside: all that are counted lie within half a window of it, and so does their middle.
  const around = unseen.filter((point) => Math.abs(point.x - x) <= reach.widthPx * 0.4 && Math.abs(point.y - y) <= reach.heightPx * 0.4);
  const sum = around.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), { x: 0, y: 0 });
  return { x: sum.x / around.length, y: sum.y / around.length };
}

const distance = (a: SlidePoint, b: SlidePoint): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
