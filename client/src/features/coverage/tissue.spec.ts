import { CoverageGrid } from './coverage-grid';
import { tissueOfFocus, tissueOfPicture } from './tissue';
import { isSeen, nextUnseen, shareSeen } from './unseen';

const grid = new CoverageGrid({ widthPx: 25_600, heightPx: 12_800 });
const columnsOf = (tissue: Uint8Array | undefined): number[] => (tissue ? [...new Set([...tissue.keys()].filter((cell) => tissue[cell]).map((cell) => Math.floor((cell % grid.columns) / 64)))] : []);

/** Four colours side by side, `rows` high. */
const pictureOf = (colours: readonly (readonly number[])[], rows = 2) => ({
  width: colours.length,
  height: rows,
  data: Array.from({ length: rows }, () => colours.flatMap((colour) => [...colour, 255])).flat(),
});

describe('tissue', () => {
  it('is what quality control measured, sharp, blurred or unreadable', () => {
    expect(columnsOf(tissueOfFocus({ columns: 4, rows: 1, cells: '.0!9' }, grid))).toEqual([1, 2, 3]);
    expect(columnsOf(tissueOfFocus({ columns: 4, rows: 1, cells: '.?5.' }, grid))).toEqual([2]);
  });

  it('is not known where nothing was measured, or less than there should be', () => {
    expect(tissueOfFocus({ columns: 4, rows: 1, cells: '....' }, grid)).toBeUndefined();
    expect(tissueOfFocus({ columns: 4, rows: 4, cells: '9999' }, grid)).toBeUndefined();
  });

  it('is coloured or dark in a picture; glass, its dirt and what was not scanned are not', () => {
    const [glass, eosin, blue, black] = [[243, 241, 244], [225, 150, 190], [70, 60, 120], [0, 0, 0]];
    expect(columnsOf(tissueOfPicture(pictureOf([glass!, eosin!, blue!, black!]), grid, false))).toEqual([1, 2]);
    expect(columnsOf(tissueOfPicture(pictureOf([[0, 0, 0], [4, 5, 30], [0, 90, 0], [0, 0, 0]]), grid, true))).toEqual([2]);
    expect(tissueOfPicture(pictureOf([glass!]), grid, false)).toBeUndefined();
  });
});

describe('what is missing', () => {
  const tissue = new Uint8Array(grid.size);
  const cellAt = (column: number, row: number): number => row * grid.columns + column;
  const cells = [cellAt(10, 10), cellAt(11, 10), cellAt(12, 10), cellAt(200, 100)];
  for (const cell of cells) tissue[cell] = 1;
  const reach = { widthPx: 1000, heightPx: 600 };

  it('is counted of the tissue alone, at a magnification or above', () => {
    const map = new CoverageGrid({ widthPx: 25_600, heightPx: 12_800 });
    map.see(cells[0]!, 10);
    map.see(cells[1]!, 40);
    map.see(cells[2]!, 5);
    map.see(cellAt(50, 50), 40);
    expect([shareSeen(map, tissue, 10), shareSeen(map, tissue, 4), shareSeen(map, tissue, 20)]).toEqual([0.5, 0.75, 0.25]);
    expect(shareSeen(map, new Uint8Array(grid.size), 10)).toBeUndefined();
  });

  it('forgives an objective what windows round off', () => {
    const map = new CoverageGrid({ widthPx: 25_600, heightPx: 12_800 });
    map.see(0, 9.8);
    map.see(1, 9.5);
    expect([isSeen(map, 0, 10), isSeen(map, 1, 10)]).toEqual([true, false]);
  });

  it('is gone to from near to far, with the window over what lies together', () => {
    const map = new CoverageGrid({ widthPx: 25_600, heightPx: 12_800 });
    expect(nextUnseen(map, tissue, 10, { x: 0, y: 0 }, reach)).toEqual(map.centreOf(cells[1]!));
    expect(nextUnseen(map, tissue, 10, { x: 20_000, y: 10_000 }, reach)).toEqual(map.centreOf(cells[3]!));
    for (const cell of cells.slice(0, 3)) map.see(cell, 10);
    expect(nextUnseen(map, tissue, 10, { x: 0, y: 0 }, reach)).toEqual(map.centreOf(cells[3]!));
    map.see(cells[3]!, 10);
    expect(nextUnseen(map, tissue, 10, { x: 0, y: 0 }, reach)).toBeUndefined();
  });
});
