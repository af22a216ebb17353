import { FOCUS_SHARP_FROM, type FocusMap } from '@parfocal/shared/api';

/** What a cell of a focus map says: `glass` has no tissue, `unjudged` tissue that is too smooth, scanned too coarsely, or fluorescence. */
export type CellKind = 'glass' | 'sharp' | 'blurred' | 'unjudged' | 'unreadable';

export function cellKind(cell: string): CellKind {
  if (cell === '.') return 'glass';
  if (cell === '!') return 'unreadable';
  if (!/^\d$/.test(cell)) return 'unjudged';
  return Number(cell) < FOCUS_SHARP_FROM ? 'blurred' : 'sharp';
}

/** Whether the focus could be judged anywhere: not in fluorescence, nor on a coarse scan. */
export const isJudged = ({ cells }: FocusMap): boolean => /\d/.test(cells);

/** Ninths of the slide, in rows from the top left. */
export const PLACES = ['topLeft', 'top', 'topRight', 'left', 'middle', 'right', 'bottomLeft', 'bottom', 'bottomRight'] as const;
export type Place = (typeof PLACES)[number];

/** A ninth with less than this share of its judged tissue blurred is not named. */
const MUCH = 0.3;

/** Which ninths of the slide are much out of focus: the map in words. */
export function blurredPlaces({ columns, rows, cells }: FocusMap): Place[] {
  const judged = new Array<number>(9).fill(0);
  const blurred = new Array<number>(9).fill(0);
  for (let i = 0; i < columns * rows; i++) {
    const kind = cellKind(cells[i] ?? '.');
    if (kind !== 'sharp' && kind !== 'blurred') continue;
    const ninth = Math.floor((Math.floor(i / columns) * 3) / rows) * 3 + Math.floor(((i % columns) * 3) / columns);
    judged[ninth] = (judged[ninth] ?? 0) + 1;
    if (kind === 'blurred') blurred[ninth] = (blurred[ninth] ?? 0) + 1;
  }
  return PLACES.filter((_, ninth) => (blurred[ninth] ?? 0) > (judged[ninth] ?? 0) * MUCH);
}
