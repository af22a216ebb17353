import type { SlideView } from '@parfocal/shared/geometry';
import { type Paintable, paintMarks } from './paint-marks';
import type { Press } from './press';
import { SheetPair } from './sheet-pair';

/** Painted on canvases of the page. */
export class CanvasPress implements Press {
  private readonly sheets: SheetPair;

  constructor(parent: HTMLElement, private readonly within: (view: SlideView) => readonly Paintable[]) {
    this.sheets = new SheetPair(parent);
  }

  get view(): SlideView | undefined {
    return this.sheets.view;
  }

  /** In vertices. */
  weigh(view: SlideView): number {
    return this.within(view).reduce((sum, { painted }) => sum + painted.outline(view.resolution).points.length, 0);
  }

  begin(view: SlideView): Generator<number, void> | undefined {
    const { back } = this.sheets;
    const context = back.canvas.cleared(view);
    if (!context) return undefined;
    back.view = view;
    return paintMarks(context, view, this.within(view));
  }

  reveal(): void {
    this.sheets.turn();
  }

  layOver(view: SlideView): void {
    this.sheets.layOver(view);
  }

  hide(): void {
    this.sheets.visible = false;
  }

  clear(): void {
    this.sheets.clear();
  }

  dispose(): void {
    this.sheets.dispose();
  }
}
