import type { SlideBox, SlideView } from '@parfocal/shared/geometry';
import type { MarkEntry } from '../mark-entry';
import type { MarkStore } from '../mark-store';
import { CARD_PACE, type Pace, SOFTWARE_PACE } from '../paint-pace';
import type { Press } from '../press';
import { STYLE } from '../style';
import { type Cell, cellsOf } from './cell-grid';
import { CellMesh } from './cell-mesh';
import type { DrawableBatch } from './gl-program';
import { GlSheet } from './gl-sheet';

export interface CrowdPressOptions {
  readonly store: MarkStore;
  /** The one that is painted elsewhere. */
  readonly chosen: () => MarkEntry | undefined;
  /** The element that the canvas lies right below. */
  readonly above: HTMLElement;
  /** It can paint again, or cannot any more. */
  readonly onChange: () => void;
}

interface BuiltCell {
  readonly cell: Cell;
  readonly batches: readonly DrawableBatch[];
  readonly quads: number;
  /** Something in it changed since. */
  isStale: boolean;
}

/** Casing is drawn for the whole window before any line, so that it never covers one. */
const CASING_PX = (STYLE.casing - STYLE.line) / 2;
const PASSES = [CASING_PX, 0];
/** Drawn between two looks at the clock. */
const QUADS_A_STEP = 1_000;
/** Told to a program in place of a card before it is waited for: some tens of milliseconds, beside the page. */
const QUADS_UNDER_WAY = 4_000;
/** Kept beside those in use, for the way back. */
const SPARE_CELLS = 128;
/** Changes of more annotations are not compared with each cell. */
const MOST_COMPARED = 2_000;

/** Very many annotations, painted by the graphics card: cut into cells that are built when they are first seen and kept there. */
export class CrowdPress implements Press {
  private readonly sheet: GlSheet;
  /** The longest unused first. */
  private readonly cells = new Map<string, BuiltCell>();
  private readonly endChanges: () => void;
  private isLost = false;

  /** @throws Error where there is no WebGL 2 */
  constructor(private readonly options: CrowdPressOptions) {
    this.sheet = new GlSheet(options.above);
    this.sheet.element.addEventListener('webglcontextlost', this.onLost);
    this.sheet.element.addEventListener('webglcontextrestored', this.onRestored);
    this.endChanges = options.store.changed.add((entries) => this.outdate(entries));
  }

  /** False while the graphics card is away: a driver that was updated, a laptop that slept. */
  get isUsable(): boolean {
    return !this.isLost;
  }

  get pace(): Pace {
    return this.sheet.isSlow ? SOFTWARE_PACE : CARD_PACE;
  }

  get view(): SlideView | undefined {
    return this.sheet.view;
  }

  /** In quads, drawn once a pass; endless while some of them are not built, and where a picture is never there in the frame that began it. */
  weigh(view: SlideView): number {
    return this.sheet.isSlow ? Infinity : cellsOf(view).reduce((sum, { key }) => sum + PASSES.length * (this.cells.get(key)?.quads ?? Infinity), 0);
  }

  begin(view: SlideView): Generator<number, void> | undefined {
    return this.isLost ? undefined : this.steps(view);
  }

  reveal(): void {
    if (this.isLost) return;
    this.sheet.reveal();
    this.sheet.visible = true;
  }

  layOver(view: SlideView): void {
    this.sheet.layOver(view);
  }

  hide(): void {
    this.sheet.visible = false;
  }

  clear(): void {
    this.sheet.clear();
    for (const built of this.cells.values()) this.free(built);
    this.cells.clear();
  }

  dispose(): void {
    this.endChanges();
    this.sheet.element.removeEventListener('webglcontextlost', this.onLost);
    this.sheet.element.removeEventListener('webglcontextrestored', this.onRestored);
    this.sheet.dispose();
  }

  private *steps(view: SlideView): Generator<number, void> {
    const shown: BuiltCell[] = [];
    for (const cell of cellsOf(view)) shown.push(yield* this.built(cell));
    this.forgetBut(shown.length);
    this.sheet.begin(view);
    let underWay = 0;
    for (const growPx of PASSES) {
      for (const { cell, batches } of shown) {
        for (const batch of batches) {
          for (let from = 0; from < batch.quads; from += QUADS_A_STEP) {
            if (this.isLost) return;
            const quads = Math.min(QUADS_A_STEP, batch.quads - from);
            this.sheet.draw(cell, batch, from, quads, growPx);
            yield quads;
            underWay += quads;
            if (!this.sheet.isSlow || underWay < QUADS_UNDER_WAY) continue;
            yield* this.sheet.settle();
            underWay = 0;
          }
        }
      }
    }
    yield* this.sheet.develop();
  }

  private *built(cell: Cell): Generator<number, BuiltCell> {
    const known = this.cells.get(cell.key);
    this.cells.delete(cell.key);
    if (known && !known.isStale) {
      this.cells.set(cell.key, known);
      return known;
    }
    const built = { cell, batches: [] as DrawableBatch[], quads: 0, isStale: false };
    // In its place from the start: what changes while it is built makes it stale.
    this.cells.set(cell.key, built);
    const chosen = this.options.chosen();
    const mesh = new CellMesh(cell);
    yield* mesh.build(this.options.store.within(cell.box).filter((entry) => entry !== chosen));
    if (known) this.free(known);
    built.quads = mesh.writer.count;
    if (!this.isLost) built.batches.push(...mesh.writer.batches.map((bytes) => this.sheet.program.upload(bytes)));
    return built;
  }

  private outdate(entries: readonly MarkEntry[]): void {
    for (const built of this.cells.values()) {
      built.isStale ||= entries.length > MOST_COMPARED || entries.some(({ box }) => touches(box, built.cell.box));
    }
  }

  private forgetBut(inUse: number): void {
    for (const [key, built] of this.cells) {
      if (this.cells.size <= inUse + SPARE_CELLS) return;
      this.cells.delete(key);
      this.free(built);
    }
  }

  private free({ batches }: BuiltCell): void {
    if (!this.isLost) for (const batch of batches) this.sheet.program.free(batch);
  }

  private readonly onLost = (event: Event): void => {
    // Without this it would never be given back.
    event.preventDefault();
    this.isLost = true;
    this.cells.clear();
    this.sheet.visible = false;
    this.options.onChange();
  };

  private readonly onRestored = (): void => {
    this.sheet.renew();
    this.isLost = false;
    this.options.onChange();
  };
}

const touches = (a: SlideBox, b: SlideBox): boolean => a.minX <= b.maxX && a.maxX >= b.minX && a.minY <= b.maxY && a.maxY >= b.minY;
