import sharp from 'sharp';
import { code128, QUIET_MODULES } from './code128.js';
import { isDrawable, lineOf, widthOf } from './glyphs.js';

export interface PseudonymousLabel {
  /** 1 to 24 letters, digits, blanks and `- / . :`, ASCII. Shown large, and as a bar code. */
  readonly pseudonym: string;
  /** At most four lines of up to 40 such characters below it, such as part and stain. */
  readonly lines: readonly string[];
}

const WIDTH_PX = 640;
const HEIGHT_PX = 480;
const MARGIN_PX = 32;
const INNER_PX = WIDTH_PX - 2 * MARGIN_PX;
const PSEUDONYM_PX = 84;
const LINE_PX = 26;
const LEADING_PX = 44;
const BARS_PX = 110;
const MOST_CHARACTERS = 24;
const MOST_LINES = 4;
const MOST_IN_LINE = 40;

/**
 * The label of a slide that has none any more: a PNG of 640 x 480 px, black on white, the same on every machine.
 *
 * @throws RangeError for more, longer or other text than it can show: it shows all or nothing
 */
export async function drawLabel({ pseudonym, lines }: PseudonymousLabel): Promise<Buffer> {
  if (pseudonym.trim() === '' || pseudonym.length > MOST_CHARACTERS || lines.length > MOST_LINES || lines.some((line) => line.length > MOST_IN_LINE)) throw new RangeError('too much for a label, or nothing');
  if (![pseudonym, ...lines].every(isDrawable)) throw new RangeError('a label has letters, digits and few marks only');
  const top = PSEUDONYM_PX + 2 * MARGIN_PX;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}"><rect width="100%" height="100%" fill="#fff"/>`,
    fitted(pseudonym, MARGIN_PX, PSEUDONYM_PX),
    ...lines.map((line, i) => fitted(line, top + i * LEADING_PX, LINE_PX)),
    bars(pseudonym, HEIGHT_PX - MARGIN_PX - BARS_PX),
    '</svg>',
  ].join('');
  return sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).greyscale().png().toBuffer();
}

/** Smaller where it would not fit in the width. */
function fitted(text: string, y: number, height: number): string {
  const fit = Math.min(height, (height * INNER_PX) / Math.max(1, widthOf(text, height)));
  return lineOf(text, MARGIN_PX, y + (height - fit) / 2, fit);
}

/** Of whole pixels a module: else scanners misread. */
function bars(text: string, y: number): string {
  const widths = code128(text);
  const modules = widths.reduce((sum, width) => sum + width, 0) + 2 * QUIET_MODULES;
  const modulePx = Math.floor(WIDTH_PX / modules);
  let x = Math.floor((WIDTH_PX - (modules - 2 * QUIET_MODULES) * modulePx) / 2);
  return widths.map((width, i) => {
    const from = x;
    x += width * modulePx;
    return i % 2 === 0 ? `<rect x="${from}" y="${y}" width="${width * modulePx}" height="${BARS_PX}"/>` : '';
  }).join('');
}
