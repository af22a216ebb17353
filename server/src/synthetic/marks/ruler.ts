import { MPP, um } from '../tissue/scale.js';

const { floor } = Math;

/**
 * The ruler on the glass, in level-0 pixels: what tests, and people, can check a measurement against.
 *
 * One scale runs along the top edge and one along the left, both from the slide's corner. Tick n stands exactly at
 * n x 100 µm: its ink covers `thicknessPx` pixels about that place. Every tenth is longer and carries its millimetre.
 */
export const RULER = {
  mpp: MPP,
  tickSpacingPx: um(100),
  ticksPerMm: 10,
  /** Distance of a scale's base line from its edge of the slide. */
  insetPx: 64,
  /** Of base line and ticks. */
  thicknessPx: 4,
  /** From the base line to the end of a tick. */
  tickPx: 48,
  mmTickPx: 112,
  ink: [24, 26, 34],
} as const;

/** Side of one dot of a figure; figures are 3 x 5 dots. */
const DOT_PX = 8;
const FIGURE = { columns: 3, rows: 5, advance: 4 } as const;
/** Rows of dots from the top, as three bits each. */
const FIGURES: readonly (readonly number[])[] = [
  [7, 5, 5, 5, 7], [2, 6, 2, 2, 7], [7, 1, 7, 4, 7], [7, 1, 7, 1, 7], [5, 5, 7, 1, 1],
  [7, 4, 7, 1, 7], [7, 4, 7, 5, 7], [7, 1, 2, 2, 2], [7, 5, 7, 5, 7], [7, 5, 7, 1, 7],
];
const FIGURE_GAP_PX = 16;
const FIGURES_FROM = RULER.insetPx + RULER.mmTickPx + FIGURE_GAP_PX;
const MOST_FIGURES = 3;
const REACH_X = FIGURES_FROM + MOST_FIGURES * FIGURE.advance * DOT_PX;
const REACH_Y = FIGURES_FROM + FIGURE.rows * DOT_PX;

/** Whether a square may hold any of the ruler. */
export const touchesRuler = (x0: number, y0: number): boolean => x0 < REACH_X || y0 < REACH_Y;

/** Whether a level-0 pixel is inked. */
export function isInk(x: number, y: number): boolean {
  return onScale(x, y) || onScale(y, x) || (y < REACH_Y && onFigureOfTop(x, y)) || (x < REACH_X && onFigureOfLeft(x, y));
}

function onScale(along: number, away: number): boolean {
  const { insetPx, thicknessPx, tickSpacingPx, ticksPerMm, tickPx, mmTickPx } = RULER;
  const out = away - insetPx;
  if (out < 0 || out >= mmTickPx || along < insetPx) return false;
  if (out < thicknessPx) return true;
  const tick = floor((along + thicknessPx / 2) / tickSpacingPx);
  const inTick = along + thicknessPx / 2 - tick * tickSpacingPx < thicknessPx;
  return inTick && out < (tick % ticksPerMm === 0 ? mmTickPx : tickPx);
}

/** Millimetres stand below the long ticks of the top scale, in the middle … */
function onFigureOfTop(x: number, y: number): boolean {
  const mmPx = RULER.tickSpacingPx * RULER.ticksPerMm;
  const mm = Math.round(x / mmPx);
  const widthPx = String(mm).length * FIGURE.advance * DOT_PX - DOT_PX;
  return mm > 0 && isFigureDot(mm, x - mm * mmPx + widthPx / 2, y - FIGURES_FROM);
}

/** … and right of those of the left scale. */
function onFigureOfLeft(x: number, y: number): boolean {
  const mmPx = RULER.tickSpacingPx * RULER.ticksPerMm;
  const mm = Math.round(y / mmPx);
  return mm > 0 && isFigureDot(mm, x - FIGURES_FROM, y - mm * mmPx + (FIGURE.rows * DOT_PX) / 2);
}

function isFigureDot(value: number, x: number, y: number): boolean {
  const [column, row] = [floor(x / DOT_PX), floor(y / DOT_PX)];
  const digit = String(value)[floor(column / FIGURE.advance)];
  const bit = column % FIGURE.advance;
  if (column < 0 || digit === undefined || bit >= FIGURE.columns) return false;
  return (((FIGURES[Number(digit)]?.[row] ?? 0) >> (FIGURE.columns - 1 - bit)) & 1) === 1;
}
