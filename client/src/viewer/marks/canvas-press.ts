import type { SlideView } from '@parfocal/shared/geometry';
import { MarkSheet } from './mark-sheet';
import { type Paintable, paintMarks } from './paint-marks';
import type { Press } from './press';

/** Two canvases: while one is seen, the next picture is painted on the other. */
export class CanvasPress implements Press {
  private front: MarkSheet;
  private back: MarkSheet;

  constructor(parent: HTMLElement, private readonly within: (view: SlideView) => readonly Paintable[]) {
    this.front = new MarkSheet(parent);
    this.back = new MarkSheet(parent);
  }

  get view(): SlideView | undefined {
    return this.front.view;
  }

  /** In vertices. */
  weigh(view: SlideView): number {
    return this.within(view).reduce((sum, { painted }) => sum + painted.outline(view.resolution).points.length, 0);
  }

  begin(view: SlideView): Generator<number, void> | undefined {
    const context = this.back.canvas.cleared(view);
    if (!context) return undefined;
    this.back.view = view;
    return paintMarks(context, view, this.within(view));
  }

  reveal(): void {
    [this.front, this.back] = [this.back, this.front];
    this.front.visible = true;
    this.back.visible = false;
  }

  layOver(view: SlideView): void {
    this.front.layOver(view);
  }

  hide(): void {
    this.front.visible = false;
  }

  clear(): void {
    for (const sheet of [this.front, this.back]) {
      sheet.canvas.clear();
      sheet.view = undefined;
    }
  }

  dispose(): void {
    this.front.canvas.dispose();
    this.back.canvas.dispose();
  }
}
