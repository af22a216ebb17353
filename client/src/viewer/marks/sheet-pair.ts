import type { SlideView } from '@parfocal/shared/geometry';
import { MarkSheet } from './mark-sheet';

/** Two canvases: while one is seen, the next picture is made on the other. */
export class SheetPair {
  private front: MarkSheet;
  private next: MarkSheet;

  /** `above`: as of `MarkCanvas`. */
  constructor(parent: HTMLElement, above: HTMLElement | null = null) {
    [this.front, this.next] = [new MarkSheet(parent, above), new MarkSheet(parent, above)];
  }

  /** What the picture that is seen was painted for. */
  get view(): SlideView | undefined {
    return this.front.view;
  }

  get visible(): boolean {
    return this.front.visible;
  }

  set visible(visible: boolean) {
    this.front.visible = visible;
  }

  /** The unseen one. */
  get back(): MarkSheet {
    return this.next;
  }

  turn(): void {
    [this.front, this.next] = [this.next, this.front];
    this.front.visible = true;
    this.next.visible = false;
  }

  layOver(view: SlideView): void {
    this.front.layOver(view);
  }

  clear(): void {
    for (const sheet of [this.front, this.next]) {
      sheet.canvas.clear();
      sheet.view = undefined;
    }
  }

  dispose(): void {
    this.front.canvas.dispose();
    this.next.canvas.dispose();
  }
}
