/**
 * Letters as strokes on a grid of 4 x 6: two digits a point (right, down), strokes divided by blanks. Drawn as paths, they look the same on
 * every machine; text in an SVG takes a font, and on a server without one it is not there, or boxes.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: '062046 1434', B: '06003041423303 3344453606', C: '4130100105163645', D: '00204244260600', E: '40000646 0333', F: '400006 0333', G: '41301001051636454323',
  H: '0006 4046 0343', I: '1030 2026 1636', J: '404536160504', K: '0006 400346', L: '000646', M: '0600234046', N: '06004640', O: '103041453616050110',
  P: '06003041423303', Q: '103041453616050110 2446', R: '06003041423303 2346', S: '413010010213334445361605', T: '0040 2026', U: '000516364540', V: '002640',
  W: '0016233640', X: '0046 4006', Y: '002340 2326', Z: '00400646',
  0: '103041453616050110 1432', 1: '112026 1636', 2: '01103041420646', 3: '0110304142334445361605 1333', 4: '36300444', 5: '400003334445361605',
  6: '413010010516364544331304', 7: '004016', 8: '103041423313020110 1304051636454433', 9: '051636454130100102133342',
  '-': '0343', '/': '0640', '.': '2526', ':': '2122 2425', ' ': '',
};

const ADVANCE = 6;
const CAP_HEIGHT = 6;

/** Whether the label can show it; small letters are shown as capitals. */
export const isDrawable = (text: string): boolean => [...text.toUpperCase()].every((letter) => letter in STROKES);

/** Width of a line of letters of this height, in the same unit. */
export const widthOf = (text: string, height: number): number => Math.max(0, (text.length * ADVANCE - 2) * (height / CAP_HEIGHT));

/** A line of letters as an SVG path, its top left corner at x, y. */
export function lineOf(text: string, x: number, y: number, height: number): string {
  const scale = height / CAP_HEIGHT;
  const point = (at: string, letter: number): string => `${(x + (letter * ADVANCE + Number(at[0])) * scale).toFixed(1)} ${(y + Number(at[1]) * scale).toFixed(1)}`;
  const strokes = [...text.toUpperCase()].flatMap((letter, i) => (STROKES[letter] ?? '').split(' ').filter(Boolean).map((stroke) => `M${(stroke.match(/../g) ?? []).map((at) => point(at, i)).join('L')}`));
  return `<path d="${strokes.join('')}" fill="none" stroke="#000" stroke-width="${(scale * 0.8).toFixed(1)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}
