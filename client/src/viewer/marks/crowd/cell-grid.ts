import { type SlideBox, type SlideView, viewBox } from '@parfocal/shared/geometry';

/** A cell is this wide on the screen, in CSS pixels, at the scale of its octave, and down to half of that before the next. */
export const CELL_PX = 512;

/** A square of the slide, at one octave of scale. */
export interface Cell {
  readonly key: string;
  /** Shapes in it are as sharp as 2^octave level-0 pixels a CSS pixel ask for. */
  readonly octave: number;
  readonly box: SlideBox;
}

export const octaveOf = (resolution: number): number => Math.floor(Math.log2(resolution));

/** The side of a cell in level-0 pixels. */
export const sideOf = (octave: number): number => CELL_PX * 2 ** octave;

/** The cells of `octave` that a box touches. */
export function cellsIn(box: SlideBox, octave: number): Cell[] {
  const side = sideOf(octave);
  const cells: Cell[] = [];
  for (let row = Math.floor(box.minY / side); row * side <= box.maxY; row++) {
    for (let column = Math.floor(box.minX / side); column * side <= box.maxX; column++) {
      const [minX, minY] = [column * side, row * side];
      cells.push({ key: `${octave}/${column}/${row}`, octave, box: { minX, minY, maxX: minX + side, maxY: minY + side } });
    }
  }
  return cells;
}

/** The cells whose pieces may reach into a view; a piece reaches past its cell by half its length and its line. */
export function cellsOf(view: SlideView): Cell[] {
  const reach = CELL_PX / 8 + 16;
  const { minX, minY, maxX, maxY } = viewBox(view);
  const margin = reach * view.resolution;
  return cellsIn({ minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin }, octaveOf(view.resolution));
}
