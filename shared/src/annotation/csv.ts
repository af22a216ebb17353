import type { Mpp } from '../geometry/index.js';
import type { Annotation } from './annotation.js';
import { centroidOf, measuresOf } from './csv-measures.js';

/** An annotation's ids in words. */
export interface CsvWords {
  readonly slide: string;
  readonly layer: string;
  /** What its kind is called. */
  readonly kind: string;
  readonly className: string;
  readonly author: string;
}

/** In the order of the table. */
export const CSV_COLUMNS = [
  'slide', 'layer', 'kind', 'class', 'label', 'note', 'author', 'created', 'z', 'lengthPx', 'lengthUm', 'perimeterPx', 'perimeterUm', 'areaPx2', 'areaUm2',
  'centroidXPx', 'centroidYPx', 'centroidXUm', 'centroidYUm', 'mppX', 'mppY', 'locked', 'id',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** Excel takes a file for UTF-8 by this alone. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would run as a formula, also in the full-width signs of an East Asian keyboard. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A cell of RFC 4180; text that begins like a formula is given as text. */
function textCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A plain number whatever the language; empty where there is none. Three decimals are finer than any scan. */
const numberCell = (value: number | undefined, decimals = 3): string => {
  if (value === undefined || !Number.isFinite(value)) return '';
  const factor = 10 ** decimals;
  return String(Math.round(value * factor) / factor || 0);
};

const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/** First line of the file, `headings` in the reader's language with the units. */
export const csvHead = (headings: Readonly<Record<CsvColumn, string>>): string => BYTE_ORDER_MARK + line(CSV_COLUMNS.map((column) => textCell(headings[column])));

/** One annotation's line. Microns are given where the slide's scale is known, and are empty where it is not. */
export function csvLine(annotation: Annotation, words: CsvWords, mpp?: Mpp): string {
  const inPx = measuresOf(annotation);
  const inUm = mpp ? measuresOf(annotation, mpp) : {};
  const { x, y } = centroidOf(annotation);
  const cells: Record<CsvColumn, string> = {
    slide: textCell(words.slide),
    layer: textCell(words.layer),
    kind: textCell(words.kind),
    class: textCell(words.className),
    label: textCell(annotation.label),
    note: textCell(annotation.note),
    author: textCell(words.author),
    created: new Date(annotation.createdAt).toISOString(),
    z: numberCell(annotation.z ?? undefined),
    lengthPx: numberCell(inPx.length),
    lengthUm: numberCell(inUm.length),
    perimeterPx: numberCell(inPx.perimeter),
    perimeterUm: numberCell(inUm.perimeter),
    areaPx2: numberCell(inPx.area),
    areaUm2: numberCell(inUm.area),
    centroidXPx: numberCell(x),
    centroidYPx: numberCell(y),
    centroidXUm: numberCell(mpp && x * mpp.mppX),
    centroidYUm: numberCell(mpp && y * mpp.mppY),
    mppX: numberCell(mpp?.mppX, 6),
    mppY: numberCell(mpp?.mppY, 6),
    locked: annotation.isLocked ? '1' : '0',
    id: annotation.id,
  };
  return line(CSV_COLUMNS.map((column) => cells[column]));
}
