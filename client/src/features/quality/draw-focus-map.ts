import type { FocusMap } from '@parfocal/shared/api';
import { cellKind } from './focus-cells';

/** Longest side of the drawing in pixels, about; a cell has 2 to 16 of them. */
const MOST_PX = 1024;

/**
 * Orange and blue are told apart with any colour vision (Okabe and Ito), and blurred cells are striped besides. Sharp tissue is hardly
 * tinted, so that the tissue stays to be seen.
 */
const PAINT = { sharp: '#0072b233', blurred: '#e69f00', unjudged: '#6b72808c', unreadable: '#000000e6', stripe: '#1a1206b3', cross: '#ffffff' } as const;

/** Pixels of a cell of this map. */
export const cellPx = ({ columns, rows }: FocusMap): number => Math.min(16, Math.max(2, Math.floor(MOST_PX / Math.max(columns, rows))));

/** Draws the map on a transparent ground, `cellPx` a cell. */
export function drawFocusMap(context: CanvasRenderingContext2D, map: FocusMap): void {
  const px = cellPx(map);
  context.clearRect(0, 0, map.columns * px, map.rows * px);
  for (let i = 0; i < map.columns * map.rows; i++) {
    const cell = map.cells[i] ?? '.';
    const kind = cellKind(cell);
    if (kind === 'glass') continue;
    const [x, y] = [(i % map.columns) * px, Math.floor(i / map.columns) * px];
    // The more blurred, the denser: 0 covers all but a trace of the tissue.
    context.globalAlpha = kind === 'blurred' ? 0.85 - 0.1 * Number(cell) : 1;
    context.fillStyle = PAINT[kind];
    context.fillRect(x, y, px, px);
    context.globalAlpha = 1;
    if (kind === 'blurred') stripe(context, x, y, px);
    if (kind === 'unreadable') cross(context, x, y, px);
  }
}

/** A diagonal that goes on in the next cell, so that a region is hatched as one. */
function stripe(context: CanvasRenderingContext2D, x: number, y: number, px: number): void {
  context.strokeStyle = PAINT.stripe;
  context.lineWidth = Math.max(1, px / 8);
  context.beginPath();
  context.moveTo(x, y + px);
  context.lineTo(x + px, y);
  context.stroke();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, px: number): void {
  context.strokeStyle = PAINT.cross;
  context.lineWidth = Math.max(1, px / 8);
  context.beginPath();
  context.moveTo(x + px / 4, y + px / 4);
  context.lineTo(x + (px * 3) / 4, y + (px * 3) / 4);
  context.moveTo(x + (px * 3) / 4, y + px / 4);
  context.lineTo(x + px / 4, y + (px * 3) / 4);
  context.stroke();
}
