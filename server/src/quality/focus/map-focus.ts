import { setImmediate } from 'node:timers/promises';
import { FOCUS_SHARP_FROM, type FocusMap } from '@parfocal/shared/api';
import { inTurns, type Turns } from '../in-turns.js';
import { Cover, type Overview } from '../overview.js';
import type { Picture, SlidePixels } from '../slide-pixels.js';
import { SummedArea } from '../summed-area.js';
import type { TissueMask } from '../tissue/tissue-mask.js';
import { FocusGrid, type Sample, type Visit } from './focus-grid.js';
import { focusScale } from './focus-scale.js';
import { detailOf, scoreOf } from './sharpness.js';

const GLASS = '.';
const NOT_MEASURED = '?';
const UNREADABLE = '!';
/** A shorter piece has too little coarse detail to compare fine detail with. */
const LEAST_PIECE_PX = 48;

/** More planes of a stack are not looked at: their neighbours are hardly less sharp. */
const MOST_PLANES = 7;

export interface Focus {
  readonly map: FocusMap;
  /** Of the tissue whose focus could be judged, 0 to 1. */
  readonly blurredShare: number;
}

export interface Seen {
  readonly overview: Overview;
  readonly mask: TissueMask;
  readonly isDarkField: boolean;
}

/** Judges the focus of tissue all over the slide. */
export async function mapFocus(pixels: SlidePixels, { overview, mask, isDarkField }: Seen, turns: Turns): Promise<Focus> {
  await setImmediate();
  const scale = focusScale(pixels.image, isDarkField);
  const tissue = new SummedArea(mask.widthPx, mask.heightPx, mask.tissue, (value) => value === 1);
  const grid = FocusGrid.over(pixels.level(scale?.level ?? 0), scale ?? { level: 0, scale: 1 }, tissue);
  await setImmediate();
  const cells = new Array<string>(grid.columns * grid.rows).fill(GLASS);
  const damage = new SummedArea(overview.widthPx, overview.heightPx, overview.cover, (value) => value === Cover.unreadable);
  for (let cell = 0; cell < cells.length; cell++) {
    const { count, area } = damage.in(...grid.boxOf(cell));
    if (count * 2 > area) cells[cell] = UNREADABLE;
  }
  const judged = { tissuePx: 0, blurredPx: 0 };
  await inTurns(grid.visits, turns, async (visit) => {
    const scores = scale ? await scoresOf(pixels, visit, scale.scale) : visit.samples.map(() => NOT_MEASURED);
    for (const [i, { cell, tissuePx }] of visit.samples.entries()) {
      const score = scores[i]!;
      cells[cell] = typeof score === 'number' ? String(score) : score;
      if (typeof score !== 'number') continue;
      judged.tissuePx += tissuePx;
      if (score < FOCUS_SHARP_FROM) judged.blurredPx += tissuePx;
    }
  });
  const map = { columns: grid.columns, rows: grid.rows, cells: grid.evenly(cells) };
  return { map, blurredShare: judged.tissuePx === 0 ? 0 : judged.blurredPx / judged.tissuePx };
}

/** Of a stack, each place is as sharp as it is on the plane that a reader would turn to. */
async function scoresOf(pixels: SlidePixels, visit: Visit, scale: number): Promise<(number | string)[]> {
  let best: (number | string)[] | undefined;
  for (const z of planesOf(pixels.image.zPlanes)) {
    const scores = await scoresAt(pixels, visit, scale, z);
    best = best?.map((score, i) => better(score, scores[i]!)) ?? scores;
  }
  return best!;
}

/** Some planes all through the stack, from the first to the last. */
function planesOf(count: number): number[] {
  const looked = Math.min(count, MOST_PLANES);
  return Array.from({ length: looked }, (_, i) => (looked === 1 ? 0 : Math.round((i * (count - 1)) / (looked - 1))));
}

function better(a: number | string, b: number | string): number | string {
  if (typeof a === 'number' && typeof b === 'number') return Math.max(a, b);
  return typeof b === 'number' ? b : a;
}

async function scoresAt(pixels: SlidePixels, { spot, samples }: Visit, scale: number, z: number): Promise<(number | string)[]> {
  const valid = pixels.validSize(spot);
  const size = { widthPx: Math.max(1, Math.round(valid.widthPx * scale)), heightPx: Math.max(1, Math.round(valid.heightPx * scale)) };
  const look = await pixels.look(spot, size, z);
  if (look === 'unreadable') return samples.map(() => UNREADABLE);
  if (look === 'absent') return samples.map(() => GLASS);
  const { tileWidthPx, tileHeightPx } = pixels.level(spot.level);
  const tile = { widthPx: tileWidthPx * scale, heightPx: tileHeightPx * scale };
  const scores: (number | string)[] = [];
  for (const { piece } of samples) {
    // A large tile has many pieces of a millisecond each.
    await setImmediate();
    const part = cut(look.picture, tile, piece);
    const isTooSmall = Math.min(part.widthPx, part.heightPx) < LEAST_PIECE_PX;
    scores.push((isTooSmall ? undefined : scoreOf(detailOf(part))) ?? NOT_MEASURED);
  }
  return scores;
}

function cut(picture: Picture, tile: { widthPx: number; heightPx: number }, { left, top, side }: Sample['piece']): Picture {
  if (side === 1) return picture;
  const x = Math.round(left * tile.widthPx);
  const y = Math.round(top * tile.heightPx);
  const widthPx = Math.max(0, Math.min(picture.widthPx, Math.round((left + side) * tile.widthPx)) - x);
  const heightPx = Math.max(0, Math.min(picture.heightPx, Math.round((top + side) * tile.heightPx)) - y);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let line = 0; line < heightPx; line++) {
    const from = ((y + line) * picture.widthPx + x) * 3;
    rgb.set(picture.rgb.subarray(from, from + widthPx * 3), line * widthPx * 3);
  }
  return { widthPx, heightPx, rgb };
}
