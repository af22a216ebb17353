import { readFileSync } from 'node:fs';
import { MARK_COLOURS } from './mark-colours';
import { PEOPLE_COLOURS } from './people-colours';

/** The test reads the stylesheet itself, so that no colour is proved and another shipped. */
const css = readFileSync(new URL('./tokens.css', import.meta.url).pathname, 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map(([, name = '', hex = '']) => [name, hex]));
const token = (name: string): string => {
  const hex = tokens.get(name);
  if (!hex) throw new Error(`no token --${name}`);
  return hex;
};

/** Relative luminance and contrast, WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ['bench', 'panel', 'raised', 'hover', 'selected'];
const INKS = ['ink', 'ink-2', 'ink-3', 'hematoxylin', 'eosin', 'saved', 'warn', 'stop'];
const PAIRS = [
  ...INKS.flatMap((ink) => SURFACES.map((surface) => [ink, surface] as const)),
  ['ink-on-deep', 'hematoxylin-deep'], ['ink-on-deep', 'hematoxylin-deep-hover'],
  ['eosin', 'eosin-deep'], ['saved', 'saved-deep'], ['warn', 'warn-deep'], ['stop', 'stop-deep'],
  ...PEOPLE_COLOURS.map((_, person) => ['ink-on-person', `person-${person}`] as const),
] as const;

describe('tokens', () => {
  it.each(PAIRS)('%s is readable on %s (AA)', (ink, surface) => {
    expect(contrast(token(ink), token(surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SURFACES)('the edge of a control is seen on %s', (surface) => {
    expect(contrast(token('edge'), token(surface))).toBeGreaterThanOrEqual(3);
  });

  it('gives canvas the same people and annotation colours', () => {
    expect(PEOPLE_COLOURS.map((_, person) => token(`person-${person}`))).toEqual([...PEOPLE_COLOURS]);
    expect(MARK_COLOURS.map((_, mark) => token(`mark-${mark}`))).toEqual(MARK_COLOURS.map(({ stroke }) => stroke));
  });

  // Typical of a scanned H&E slide: bare glass, eosin, strong eosin, hematoxylin, dense nuclei.
  it.each(['#f4f1f3', '#e3a6c4', '#c2669a', '#7a4a9c', '#3c2360'])('every annotation stands out on %s, by stroke or casing', (tissue) => {
    for (const { stroke, casing } of MARK_COLOURS) {
      expect(contrast(stroke, casing)).toBeGreaterThanOrEqual(3);
      expect(Math.max(contrast(stroke, tissue), contrast(casing, tissue))).toBeGreaterThanOrEqual(3);
    }
  });
});
