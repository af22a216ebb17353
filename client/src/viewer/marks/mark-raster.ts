import { handedness, type SlideBox, type SlideView } from '@parfocal/shared/geometry';
import { MarkSheet } from './mark-sheet';
import { type Paintable, paintMarks } from './paint-marks';
import { PaintPace } from './paint-pace';

/** What is to be painted. */
export interface RasterContent {
  /** Another number after every change. */
  readonly revision: () => number;
  readonly within: (view: SlideView) => readonly Paintable[];
}

/** A sheet that takes several frames is this much larger than the window on each side, so that panning does not outrun it. */
const MARGIN_SHARE = 0.2;

/**
 * Annotations on two sheets. A few are painted anew in every frame. Where that would take too long, the last sheet is
 * laid over the slide, moving with it exactly, while the next is painted by and by; so ten thousand of them cost a
 * moving slide nothing, and are sharp a moment after it stops.
 */
export class MarkRaster {
  private front: MarkSheet;
  private back: MarkSheet;
  private job: { readonly steps: Generator<number, void>; readonly revision: number } | undefined;
  private readonly pace = new PaintPace();
  private lastView: SlideView | undefined;
  /** Vertices of the last sheet. */
  private weight = 0;

  constructor(parent: HTMLElement, private readonly content: RasterContent) {
    this.front = new MarkSheet(parent);
    this.back = new MarkSheet(parent);
  }

  /** The revision that can be seen now. */
  get revision(): number {
    return this.front.revision;
  }

  /** One frame. True if it wants another. */
  paint(view: SlideView, nowMs: number): boolean {
    const rests = this.lastView !== undefined && sameView(this.lastView, view);
    this.lastView = view;
    if (!this.job && this.isDue(view, rests)) this.begin(view);
    const painted = this.job ? this.proceed() : 0;
    this.pace.painted(nowMs, painted);
    this.front.layOver(view);
    return this.job !== undefined || !this.isCurrent(view);
  }

  clear(): void {
    this.job = undefined;
    for (const sheet of [this.front, this.back]) {
      sheet.canvas.clear();
      sheet.view = undefined;
      sheet.revision = -1;
    }
  }

  dispose(): void {
    this.job = undefined;
    this.front.canvas.dispose();
    this.back.canvas.dispose();
  }

  private isCurrent(view: SlideView): boolean {
    const { front } = this;
    return front.revision === this.content.revision() && front.view !== undefined && sameScene(front.view, view) && front.covers(view);
  }

  private isDue(view: SlideView, rests: boolean): boolean {
    if (this.isCurrent(view)) return false;
    return rests || this.front.revision !== this.content.revision() || !this.front.covers(view) || this.weight <= this.pace.vertices;
  }

  private begin(view: SlideView): void {
    const visible = this.content.within(view);
    this.weight = 0;
    for (const { painted } of visible) this.weight += painted.outline(view.resolution).points.length;
    const light = this.weight <= this.pace.vertices;
    const shown = light ? view : withMargin(view);
    const context = this.back.canvas.cleared(shown);
    if (!context) return;
    this.back.view = shown;
    this.job = { steps: paintMarks(context, shown, light ? visible : this.content.within(shown)), revision: this.content.revision() };
  }

  /** Paints as much as fits into a frame; shows the sheet once it is complete. */
  private proceed(): number {
    const { job } = this;
    let vertices = 0;
    while (job && vertices < this.pace.vertices) {
      const step = job.steps.next();
      if (!step.done) {
        vertices += step.value;
        continue;
      }
      this.back.revision = job.revision;
      [this.front, this.back] = [this.back, this.front];
      this.front.visible = true;
      this.back.visible = false;
      this.job = undefined;
      break;
    }
    return vertices;
  }
}

/** Whole CSS pixels, so that a sheet with a margin is as sharp as one without. */
function withMargin(view: SlideView): SlideView {
  const grown = (lengthPx: number): number => lengthPx + 2 * Math.round(lengthPx * MARGIN_SHARE);
  return { ...view, widthPx: grown(view.widthPx), heightPx: grown(view.heightPx) };
}

const sameScene = (a: SlideView, b: SlideView): boolean => a.x === b.x && a.y === b.y && a.resolution === b.resolution && a.rotation === b.rotation && handedness(a) === handedness(b);

const sameView = (a: SlideView, b: SlideView): boolean => sameScene(a, b) && a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/** The box of a view with room for what is larger on the screen than on the slide: rings, heads and casings. */
export const grownBox = ({ minX, minY, maxX, maxY }: SlideBox, margin: number): SlideBox => ({ minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin });
