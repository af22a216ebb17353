import { isClosed } from '@parfocal/shared/annotation';
import type { SlidePoint } from '@parfocal/shared/geometry';
import type { MarkEntry } from '../mark-entry';
import { STYLE } from '../style';
import { type Cell, CELL_PX } from './cell-grid';
import { type ColourBytes, colourBytes } from './css-colour';
import { QuadWriter } from './quad-writer';

/** Smaller closed shapes are drawn as an ellipse that lies like them: at this size nobody sees the difference. CSS pixels. */
const ELLIPSE_PX = 12;
/** Longer lines are cut, so that every piece belongs to one cell and reaches past it only so far; share of a cell's side. */
const PIECE_SHARE = 1 / 4;
/** Dots of one colour that lie closer than this cannot be told apart; CSS pixels. */
const SAME_PLACE_PX = STYLE.dot / 2;
const PLACES = Math.ceil(CELL_PX / SAME_PLACE_PX);

const HALF_LINE = STYLE.line / 2;
/** The head of an arrow is filled with so many lines. */
const HEAD_LINES = 7;

/** The pieces of a cell's annotations. Built step by step, so that thousands of them never hold up a frame. */
export class CellMesh {
  readonly writer = new QuadWriter();
  private readonly unitPx: number;
  private readonly taken = new Uint8Array(PLACES * PLACES);
  private readonly colours = new Map<string, number>();

  constructor(private readonly cell: Cell) {
    this.unitPx = 2 ** cell.octave;
  }

  /** Yields the vertices it looked at after each of `entries`, which come undermost first. */
  *build(entries: readonly MarkEntry[]): Generator<number, void> {
    for (const entry of entries) yield this.add(entry);
    this.writer.end();
  }

  private add(entry: MarkEntry): number {
    const [colour, casing] = [colourBytes(entry.colour), colourBytes(entry.casing ?? STYLE.casingColour)];
    const { shape, box } = entry;
    const middle = { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 };
    const sizePx = Math.max(box.maxX - box.minX, box.maxY - box.minY) / this.unitPx;
    if (shape.kind === 'point') {
      if (this.holds(middle)) this.pin(middle, colour, casing);
    } else if (shape.kind === 'text' || sizePx < STYLE.dot) {
      if (this.holds(middle) && this.isFree(middle, entry.colour)) this.disc(middle, (shape.kind === 'text' ? STYLE.ringDot : STYLE.dot / 2) + HALF_LINE, colour, casing);
    } else if (shape.kind === 'arrow') this.arrow(shape.geometry, colour, casing);
    else if (sizePx < ELLIPSE_PX && isClosed(shape)) {
      if (this.holds(middle)) this.ellipse(middle, entry.outline(this.unitPx).points, colour, casing);
    } else {
      const { points, closed } = entry.outline(this.unitPx);
      for (let i = 1; i < points.length; i++) this.line(points[i - 1]!, points[i]!, colour, casing);
      if (closed) this.line(points.at(-1)!, points[0]!, colour, casing);
      return points.length;
    }
    return 1;
  }

  /** Of neighbouring cells, one has it. */
  private holds({ x, y }: SlidePoint): boolean {
    const { minX, minY, maxX, maxY } = this.cell.box;
    return x >= minX && x < maxX && y >= minY && y < maxY;
  }

  /** Takes a place; false if the same colour has it already. */
  private isFree({ x, y }: SlidePoint, colour: string): boolean {
    const number = this.colours.get(colour) ?? (this.colours.size % 255) + 1;
    this.colours.set(colour, number);
    const { minX, minY } = this.cell.box;
    const cellPx = SAME_PLACE_PX * this.unitPx;
    const at = Math.floor((y - minY) / cellPx) * PLACES + Math.floor((x - minX) / cellPx);
    if (this.taken[at] === number) return false;
    this.taken[at] = number;
    return true;
  }

  private disc({ x, y }: SlidePoint, radius: number, colour: ColourBytes, casing: ColourBytes): void {
    const [ax, ay] = [x - this.cell.box.minX, y - this.cell.box.minY];
    this.writer.put({ ax, ay, bx: ax, by: ay, halfWidth: radius }, colour, casing);
  }

  private pin({ x, y }: SlidePoint, colour: ColourBytes, casing: ColourBytes): void {
    const [ax, ay] = [x - this.cell.box.minX, y - this.cell.box.minY];
    this.writer.put({ ax, ay, bx: ax, by: ay, halfWidth: HALF_LINE, ring: STYLE.ringRadius }, colour, casing);
    this.writer.put({ ax, ay, bx: ax, by: ay, halfWidth: STYLE.ringDot }, colour, colour);
  }

  /** Of the vertices' own spread: the rim of an ellipse lies at the square root of twice its variance. */
  private ellipse({ x, y }: SlidePoint, points: readonly SlidePoint[], colour: ColourBytes, casing: ColourBytes): void {
    const { minX, minY } = this.cell.box;
    let [xx, xy, yy] = [0, 0, 0];
    for (const point of points) {
      const [dx, dy] = [point.x - x, point.y - y];
      [xx, xy, yy] = [xx + (dx * dx) / points.length, xy + (dx * dy) / points.length, yy + (dy * dy) / points.length];
    }
    const spread = Math.hypot((xx - yy) / 2, xy);
    const [long, short] = [(xx + yy) / 2 + spread, Math.max(0, (xx + yy) / 2 - spread)].map((variance) => Math.sqrt(2 * variance)) as [number, number];
    const turn = Math.atan2(2 * xy, xx - yy) / 2;
    const [ax, ay] = [x - minX, y - minY];
    this.writer.put({ ax, ay, bx: ax + long * Math.cos(turn), by: ay + long * Math.sin(turn), halfWidth: HALF_LINE, ratio: Math.max(0.05, short / long) }, colour, casing);
  }

  private line(a: SlidePoint, b: SlidePoint, colour: ColourBytes, casing: ColourBytes): void {
    const { minX, minY } = this.cell.box;
    const pieces = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / (PIECE_SHARE * CELL_PX * this.unitPx)));
    const [dx, dy] = [(b.x - a.x) / pieces, (b.y - a.y) / pieces];
    for (let i = 0; i < pieces; i++) {
      const [x, y] = [a.x + i * dx, a.y + i * dy];
      if (!this.holds({ x: x + dx / 2, y: y + dy / 2 })) continue;
      this.writer.put({ ax: x - minX, ay: y - minY, bx: x + dx - minX, by: y + dy - minY, halfWidth: HALF_LINE }, colour, casing);
    }
  }

  /** The head keeps its size on the screen, so its corners are told in CSS pixels from the point. */
  private arrow([x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[], colour: ColourBytes, casing: ColourBytes): void {
    this.line({ x: x0, y: y0 }, { x: x1, y: y1 }, colour, casing);
    if (!this.holds({ x: x1, y: y1 })) return;
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const [ax, ay] = [x1 - this.cell.box.minX, y1 - this.cell.box.minY];
    for (let i = 0; i < HEAD_LINES; i++) {
      const aside = STYLE.arrowHalfWidth * ((2 * i) / (HEAD_LINES - 1) - 1);
      const [bx, by] = [-ux * STYLE.arrowLength - uy * aside, -uy * STYLE.arrowLength + ux * aside];
      this.writer.put({ ax, ay, bx: ax, by: ay, offset: [0, 0, bx, by], halfWidth: HALF_LINE }, colour, casing);
    }
  }
}
