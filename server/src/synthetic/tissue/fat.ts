import type { Canvas } from './canvas.js';
import { hashCell, Random } from './random.js';
import { um } from './scale.js';
import type { TissuePlan } from './tissue-plan.js';
import { smoothstep } from './value-noise.js';

const { floor, sqrt } = Math;

interface Cells {
  readonly i0: number;
  readonly j0: number;
  readonly columns: number;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** 1 where the whole cell is fat: the border of a lobule runs along walls. */
  readonly fatty: Uint8Array;
}

const CELL = um(58);
/** Walls are not straight; this is how far they wander. */
const BEND_PX = 22;

/** Fat cells are empty in paraffin sections: thin walls about white rooms, drawn where two rooms are equally near. */
export class Fat {
  constructor(private readonly plan: TissuePlan) {}

  paint(canvas: Canvas): void {
    const cells = this.cellsAround(canvas);
    if (!cells) return;
    const { noise } = this.plan;
    for (let y = canvas.y0, k = 0; y < canvas.y0 + canvas.sidePx; y++) {
      for (let x = canvas.x0; x < canvas.x0 + canvas.sidePx; x++, k++) {
        paintPixel(canvas, k, cells, x + noise.at(x / 40, y / 40) * BEND_PX, y + noise.at(y / 40, x / 40 + 5) * BEND_PX);
      }
    }
  }

  private cellsAround({ x0, y0, sidePx }: Canvas): Cells | undefined {
    const [i0, j0] = [floor(x0 / CELL) - 1, floor(y0 / CELL) - 1];
    const columns = floor((x0 + sidePx + BEND_PX) / CELL) + 2 - i0;
    const rows = floor((y0 + sidePx + BEND_PX) / CELL) + 2 - j0;
    const cells: Cells = { i0, j0, columns, xs: new Float64Array(columns * rows), ys: new Float64Array(columns * rows), fatty: new Uint8Array(columns * rows) };
    for (let j = 0, k = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++, k++) {
        const random = new Random(hashCell(this.plan.seed + 307, i0 + i, j0 + j));
        cells.xs[k] = (i0 + i + random.between(0.15, 0.85)) * CELL;
        cells.ys[k] = (j0 + j + random.between(0.15, 0.85)) * CELL;
        cells.fatty[k] = this.plan.fatty(cells.xs[k]!, cells.ys[k]!) > 0 ? 1 : 0;
      }
    }
    return cells.fatty.includes(1) ? cells : undefined;
  }
}

function paintPixel(canvas: Canvas, k: number, { i0, j0, columns, xs, ys, fatty }: Cells, x: number, y: number): void {
  const i = floor(x / CELL) - i0;
  const j = floor(y / CELL) - j0;
  let nearest = Infinity;
  let second = Infinity;
  let isFat = 0;
  for (let row = j - 1; row <= j + 1; row++) {
    for (let n = row * columns + i - 1; n <= row * columns + i + 1; n++) {
      const dx = xs[n]! - x;
      const dy = ys[n]! - y;
      const distance = dx * dx + dy * dy;
      if (distance < nearest) {
        second = nearest;
        nearest = distance;
        isFat = fatty[n]!;
      } else if (distance < second) second = distance;
    }
  }
  if (isFat === 0) return;
  // Worley's F2 - F1, halved: the distance to the wall, nearly.
  const wall = 1 - smoothstep(um(0.7), um(1.9), (sqrt(second) - sqrt(nearest)) / 2);
  canvas.cover(k, 1, 0.06 * wall, 0.015 + 0.5 * wall);
}
