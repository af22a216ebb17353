import fc from 'fast-check';
import { COLOUR_TABLE_POINTS as POINTS } from '@parfocal/shared/api';
import { type ColourTable, colourTableOf, throughTable } from './colour-table';

type Colour = readonly [number, number, number];

/** The picture of a table as the server draws it. */
function pictureOf(colourAt: (colour: Colour) => Colour): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const [width, height] = [POINTS * POINTS, POINTS];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const step = 255 / (POINTS - 1);
      data.set([...colourAt([(x % POINTS) * step, y * step, Math.floor(x / POINTS) * step]), 255], 4 * (y * width + x));
    }
  }
  return { data, width, height };
}

const through = (table: ColourTable, colour: Colour): number[] => {
  const pixels = Uint8ClampedArray.of(...colour, 255);
  throughTable(pixels, table);
  return [...pixels];
};
const byte = fc.integer({ min: 0, max: 255 });
const colour = fc.tuple(byte, byte, byte);

describe('colour table', () => {
  it('changes nothing where the profile is that of the screen', () => {
    const table = colourTableOf(pictureOf((same) => same), POINTS)!;
    fc.assert(fc.property(colour, (one) => {
      through(table, one).slice(0, 3).forEach((part, i) => expect(Math.abs(part - one[i]!)).toBeLessThanOrEqual(1));
    }));
    expect([through(table, [0, 0, 0]), through(table, [255, 255, 255])]).toEqual([[0, 0, 0, 255], [255, 255, 255, 255]]);
  });

  it('has red to the right, green down and blue from square to square', () => {
    const table = colourTableOf(pictureOf(([r, g, b]) => [g, b, r]), POINTS)!;
    fc.assert(fc.property(colour, ([r, g, b]) => {
      through(table, [r, g, b]).slice(0, 3).forEach((part, i) => expect(Math.abs(part - [g, b, r][i]!)).toBeLessThanOrEqual(1));
    }));
  });

  it('keeps greys grey, whatever curve the profile has', () => {
    const table = colourTableOf(pictureOf(([r, g, b]) => [r ** 2 / 255, g ** 2 / 255, b ** 2 / 255]), POINTS)!;
    fc.assert(fc.property(byte, (grey) => {
      const [r, g, b] = through(table, [grey, grey, grey]);
      expect([g, b]).toEqual([r, r]);
    }));
  });

  it('stays between its neighbours: no colour jumps', () => {
    const table = colourTableOf(pictureOf(([r, g, b]) => [255 - r, (r + g) / 2, Math.max(r, b)]), POINTS)!;
    fc.assert(fc.property(byte, byte, fc.integer({ min: 0, max: 254 }), (g, b, r) => {
      const [one, next] = [through(table, [r, g, b]), through(table, [r + 1, g, b])];
      one.forEach((part, i) => expect(Math.abs(part - next[i]!)).toBeLessThanOrEqual(3));
    }));
  });

  it('is none if its picture has another size', () => {
    const { data } = pictureOf((same) => same);
    expect(colourTableOf({ data, width: POINTS, height: POINTS * POINTS }, POINTS)).toBeUndefined();
  });
});
