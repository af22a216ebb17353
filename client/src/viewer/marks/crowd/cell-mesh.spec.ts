import type { AnnotationKind } from '@parfocal/shared/annotation';
import { markOf } from '../../testing/marks';
import { MarkEntry } from '../mark-entry';
import { type Cell, CELL_PX, cellsIn } from './cell-grid';
import { CellMesh } from './cell-mesh';
import { CORNER_BYTES } from './quad-writer';

const entry = (kind: AnnotationKind, geometry: number[], colour = '#1cd99b') => new MarkEntry(markOf('a', kind, geometry, { colour }), 0, 0);

/** The ends of every line in a cell, in level-0 pixels of the slide, with its half width. */
function linesOf(cell: Cell, entries: readonly MarkEntry[]): number[][] {
  const mesh = new CellMesh(cell);
  for (const step of mesh.build(entries)) void step;
  return mesh.writer.batches.flatMap((bytes) =>
    Array.from({ length: bytes.length / (4 * CORNER_BYTES) }, (_, quad) => {
      const [ax, ay, bx, by] = new Float32Array(bytes.buffer, quad * 4 * CORNER_BYTES, 4);
      return [ax! + cell.box.minX, ay! + cell.box.minY, bx! + cell.box.minX, by! + cell.box.minY, bytes[quad * 4 * CORNER_BYTES + 20]! / 16];
    }),
  );
}

const all = { minX: -1, minY: -1, maxX: 4 * CELL_PX, maxY: 4 * CELL_PX };
const lengthOf = (lines: number[][]): number => lines.reduce((sum, [ax, ay, bx, by]) => sum + Math.hypot(bx! - ax!, by! - ay!), 0);

describe('CellMesh', () => {
  it('cuts a long line among the cells, each piece in one of them', () => {
    const line = entry('line', [10, 10, 3 * CELL_PX, 2 * CELL_PX]);
    const cells = cellsIn(all, 0).map((cell) => linesOf(cell, [line]));
    expect(lengthOf(cells.flat())).toBeCloseTo(Math.hypot(3 * CELL_PX - 10, 2 * CELL_PX - 10), 1);
    expect(cells.filter((lines) => lines.length > 0).length).toBeGreaterThan(3);
    expect(Math.max(...cells.flat().map((line) => lengthOf([line])))).toBeLessThanOrEqual(CELL_PX / 4);
  });

  it('closes an area with a last line', () => {
    const square = entry('polygon', [20, 20, 120, 20, 120, 120, 20, 120]);
    expect(lengthOf(linesOf(cellsIn(all, 0).find(({ key }) => key === '0/0/0')!, [square]))).toBeCloseTo(400, 3);
  });

  it.each<[AnnotationKind, number[]]>([['point', [CELL_PX, CELL_PX]], ['text', [CELL_PX, 5]], ['ellipse', [CELL_PX, CELL_PX, 2, 1, 0]], ['ellipse', [CELL_PX, CELL_PX, 5, 4, 0]]])(
    'a %s on the border of cells is in one of them',
    (kind, geometry) => {
      const has = cellsIn(all, 0).map((cell) => linesOf(cell, [entry(kind, geometry)]).length > 0);
      expect(has.filter(Boolean)).toHaveLength(1);
    },
  );

  it('shows from afar what is small as one dot for all of a colour that lie on one place', () => {
    const [cell] = cellsIn({ minX: 0, minY: 0, maxX: 1, maxY: 1 }, 6);
    const small = Array.from({ length: 500 }, (_, i) => entry('rectangle', [2_000 + (i % 10), 2_000, 20, 20, 0], i % 2 ? '#1cd99b' : '#0b55c4'));
    const far = entry('rectangle', [9_000, 9_000, 20, 20, 0]);
    const lines = linesOf(cell!, [...small.filter((_, i) => i % 2), ...small.filter((_, i) => i % 2 === 0), far]);
    expect(lines).toHaveLength(3);
    expect(lines.every(([ax, ay, bx, by, halfWidth]) => ax === bx && ay === by && halfWidth! > 4)).toBe(true);
  });

  it('draws a small area as one ellipse of its own extent and direction', () => {
    const [[ax, ay, bx, by] = []] = linesOf(cellsIn({ minX: 0, minY: 0, maxX: 1, maxY: 1 }, 0)[0]!, [entry('ellipse', [100, 200, 5, 3, 0])]);
    expect([ax, ay]).toEqual([100, 200]);
    expect(Math.abs(Math.abs(bx! - ax!) - 5)).toBeLessThan(0.5);
    expect(Math.abs(by! - ay!)).toBeLessThan(0.5);
  });
});
