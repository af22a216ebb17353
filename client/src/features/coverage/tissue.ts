import type { FocusMap } from '@parfocal/shared/api';
import type { CoverageGrid } from './coverage-grid';

/** One byte a cell of the grid: 1 where there is tissue. */
export type Tissue = Uint8Array;

/** Pixels as a canvas gives them: RGBA, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** As quality control found it; nothing where it found none. */
export function tissueOfFocus({ columns, rows, cells }: FocusMap, grid: CoverageGrid): Tissue | undefined {
  if (cells.length < columns * rows) return undefined;
  return found(sampled(grid, columns, rows, (at) => /[0-9!]/.test(cells[at]!)));
}

/** Bare glass is bright and grey, and what lies outside the scan is black; tissue is neither. */
const BRIGHTEST = 222;
const LEAST_COLOUR = 22;
const DARKEST = 18;

/** By brightness and colour of a picture of the whole slide. `isDark`: fluorescence, where tissue is what gives light. */
export function tissueOfPicture({ width, height, data }: Pixels, grid: CoverageGrid, isDark: boolean): Tissue | undefined {
  return found(sampled(grid, width, height, (at) => {
    const [red, green, blue] = [data[at * 4]!, data[at * 4 + 1]!, data[at * 4 + 2]!];
    const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
    if (isDark) return most > DARKEST * 2;
    return most > DARKEST && (most - least > LEAST_COLOUR || most < BRIGHTEST);
  }));
}

/** Most of a cell decides, looked at in a few places: a picture may be finer than the grid, or coarser. */
const PLACES = [1 / 6, 1 / 2, 5 / 6];

function sampled(grid: CoverageGrid, width: number, height: number, isTissue: (at: number) => boolean): Tissue {
  const tissue = new Uint8Array(grid.size);
  for (let cell = 0; cell < grid.size; cell++) {
    const [column, row] = [cell % grid.columns, Math.floor(cell / grid.columns)];
    let count = 0;
    for (const down of PLACES) {
      const y = Math.min(height - 1, Math.floor(((row + down) / grid.rows) * height));
      for (const right of PLACES) if (isTissue(y * width + Math.min(width - 1, Math.floor(((column + right) / grid.columns) * width)))) count += 1;
    }
    if (count * 2 > PLACES.length ** 2) tissue[cell] = 1;
  }
  return tissue;
}

const found = (tissue: Tissue): Tissue | undefined => (tissue.includes(1) ? tissue : undefined);
