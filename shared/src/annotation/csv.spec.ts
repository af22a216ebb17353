import fc from 'fast-check';
import { lengthOf } from '../geometry/index.js';
import { CSV_COLUMNS as COLUMNS, type CsvColumn, csvHead, csvLine, type CsvWords } from './csv.js';
import { centroidOf, measuresOf } from './csv-measures.js';
import { frameCorners } from './outline.js';
import { drawnAs, annotation } from './testing/drawn.js';

const HEADINGS = Object.fromEntries(COLUMNS.map((column) => [column, `${column} 列`])) as Record<CsvColumn, string>;
const WORDS: CsvWords = { slide: 'A1', layer: 'Case', kind: 'Line', className: '', author: 'Ana' };
const SLANTED = { mppX: 0.25, mppY: 0.5 };

/** A reader of RFC 4180, written from its grammar. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let found = cell.exec(line); found; found = cell.exec(line)) cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
  expect(cell.lastIndex).toBe(0);
  return cells;
}
const rowOf = (...given: Parameters<typeof csvLine>): Record<string, string> => Object.fromEntries(cellsOf(csvLine(...given)).map((cell, i) => [COLUMNS[i]!, cell]));

describe('a table of measurements', () => {
  it('begins with the mark by which a spreadsheet knows UTF-8, and names every column', () => {
    const head = csvHead(HEADINGS);
    expect(head.startsWith('\uFEFF')).toBe(true);
    expect(cellsOf(head.slice(1))).toEqual(COLUMNS.map((column) => `${column} 列`));
  });

  it('has one cell a column and gives every word back, whatever is in it', () => {
    fc.assert(
      fc.property(annotation, fc.string({ unit: 'binary', maxLength: 20 }), (one, slide) => {
        const row = rowOf({ ...one, label: 'a "b", c' }, { ...WORDS, slide: `x${slide}` }, SLANTED);
        expect(Object.keys(row)).toHaveLength(COLUMNS.length);
        expect([row.slide, row.label, row.id]).toEqual([`x${slide}`, 'a "b", c', one.id]);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '＋1', '－1', '＠a', '\r=1'])('gives %j as text, not as a formula', (label) => {
    expect(rowOf(drawnAs({ label }), WORDS).label).toBe(`'${label}`);
  });

  it('leaves numbers below zero alone', () => {
    expect(rowOf(drawnAs({ kind: 'point', geometry: [-3.25, 4] }), WORDS).centroidXPx).toBe('-3.25');
  });

  it('gives microns where the scale is known, with both scales, and leaves them empty where it is not', () => {
    const line = drawnAs({ geometry: [0, 0, 12, 8], z: 0 });
    expect(rowOf(line, WORDS, SLANTED)).toMatchObject({ lengthPx: '14.422', lengthUm: '5', mppX: '0.25', mppY: '0.5', centroidXUm: '1.5', centroidYUm: '2', z: '0', locked: '0' });
    expect(rowOf(line, WORDS)).toMatchObject({ lengthPx: '14.422', lengthUm: '', mppX: '', mppY: '', centroidXUm: '', areaPx2: '' });
  });

  it('says when it was drawn in a way that sorts', () => {
    expect(rowOf(drawnAs({ createdAt: 0 }), WORDS).created).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('measuresOf', () => {
  it('measures a circle on the glass as one, though its pixels are no squares', () => {
    const { perimeter, area } = measuresOf({ kind: 'ellipse', geometry: [0, 0, 400, 200, 0] }, SLANTED);
    expect(perimeter).toBeCloseTo(2 * Math.PI * 100, 6);
    expect(area).toBeCloseTo(Math.PI * 100 ** 2, 6);
  });

  const number = fc.double({ min: 1, max: 5_000, noNaN: true });
  const angle = fc.double({ min: -7, max: 7, noNaN: true });
  it('measures a turned rectangle as its corners, on any scale', () => {
    fc.assert(
      fc.property(number, number, angle, (rx, ry, by) => {
        const corners = frameCorners([0, 0, rx, ry, by]);
        const { perimeter } = measuresOf({ kind: 'rectangle', geometry: [0, 0, rx, ry, by] }, SLANTED);
        expect(perimeter).toBeCloseTo(lengthOf([...corners, corners[0]!], SLANTED).value, 4);
      }),
    );
  });

  it('measures a turned ellipse as a polygon of many vertices, on any scale', () => {
    fc.assert(
      fc.property(number, number, angle, (rx, ry, by) => {
        const around = Array.from({ length: 4_001 }, (_, i) => {
          const [x, y] = [rx * Math.cos((i * Math.PI) / 2_000), ry * Math.sin((i * Math.PI) / 2_000)];
          return { x: x * Math.cos(by) - y * Math.sin(by), y: x * Math.sin(by) + y * Math.cos(by) };
        });
        const exact = lengthOf(around, SLANTED).value;
        expect(Math.abs(measuresOf({ kind: 'ellipse', geometry: [0, 0, rx, ry, by] }, SLANTED).perimeter! - exact)).toBeLessThan(exact * 5e-4);
      }),
      { numRuns: 50 },
    );
  });

  it('gives a line its length, an area its perimeter and area, and a point nothing', () => {
    expect(measuresOf({ kind: 'arrow', geometry: [0, 0, 3, 4] })).toEqual({ length: 5 });
    expect(measuresOf({ kind: 'polygon', geometry: [0, 0, 4, 0, 4, 3] })).toEqual({ perimeter: 12, area: 6 });
    expect(measuresOf({ kind: 'freehand', geometry: [0, 0, 4, 0, 4, 3, 0, 0] })).toEqual({ perimeter: 12, area: 6 });
    expect(measuresOf({ kind: 'point', geometry: [1, 2] })).toEqual({});
  });
});

describe('centroidOf', () => {
  it.each([
    ['an area, not its vertices', { kind: 'polygon', geometry: [0, 0, 50, 0, 100, 0, 100, 100, 0, 100] }, { x: 50, y: 50 }],
    ['a stroke, by its length', { kind: 'freehand', geometry: [0, 0, 10, 0, 10, 30] }, { x: 8.75, y: 11.25 }],
    ['a frame', { kind: 'ellipse', geometry: [5, 6, 20, 10, 1] }, { x: 5, y: 6 }],
    ['an arrow, at its tip', { kind: 'arrow', geometry: [0, 0, 3, 4] }, { x: 3, y: 4 }],
    ['an area that has collapsed', { kind: 'polygon', geometry: [0, 0, 10, 0, 20, 0] }, { x: 10, y: 0 }],
    ['a stroke that never moved', { kind: 'freehand', geometry: [2, 2, 2, 2] }, { x: 2, y: 2 }],
  ] as const)('is in the middle of %s', (_what, { kind, geometry }, { x, y }) => {
    const centre = centroidOf({ kind, geometry: [...geometry] });
    expect(centre.x).toBeCloseTo(x, 9);
    expect(centre.y).toBeCloseTo(y, 9);
  });

  it('loses no digits far from the origin', () => {
    const { x, y } = centroidOf({ kind: 'polygon', geometry: [2e5, 2e5, 2e5 + 1, 2e5, 2e5 + 1, 2e5 + 1, 2e5, 2e5 + 1] });
    expect([x, y]).toEqual([200_000.5, 200_000.5]);
  });
});
