import { handedness, type SlideBox, type SlideView } from '@parfocal/shared/geometry';
import { covers } from './mark-sheet';
import { type Pace, PaintPace } from './paint-pace';
import type { Press } from './press';

/** A picture that takes several frames is this much larger than the window on each side, so that panning does not outrun it. */
const MARGIN_SHARE = 0.2;
/** What is done in one frame before a press makes its pictures, however fast that seems to be. */
const FRAME_SHARE_MS = 8;

/**
 * Annotations as a picture over the slide. Where painting is quick, it is painted anew in every frame. Where that would take
 * too long, the last picture is laid over the slide, moving with it exactly, while the next is painted by and by; so ten
 * thousand of them cost a moving slide nothing, and are sharp a moment after it stops.
 */
export class MarkRaster {
  private job: { readonly steps: Generator<number, void>; readonly revision: number; readonly view: SlideView } | undefined;
  private readonly pace: PaintPace;
  private lastView: SlideView | undefined;
  private shownRevision = -1;
  private weight = 0;

  /** `revision`: another number after every change of what is to be painted. */
  constructor(private readonly press: Press, private readonly revisionNow: () => number, pace: Pace) {
    this.pace = new PaintPace(pace);
  }

  /** The revision that can be seen now; -1 while nothing can. */
  get revision(): number {
    return this.shownRevision;
  }

  /** One frame. True if it wants another. */
  paint(view: SlideView, nowMs: number): boolean {
    const rests = this.lastView !== undefined && sameView(this.lastView, view);
    this.lastView = view;
    if (!this.job && this.isDue(view, rests)) this.begin(view);
    const painted = this.job ? this.proceed() : 0;
    this.pace.painted(nowMs, painted);
    this.press.layOver(view);
    return this.job !== undefined || !this.isCurrent(view);
  }

  /** Moves what there is, without painting. */
  layOver(view: SlideView): void {
    this.press.layOver(view);
  }

  /** Another raster took over. */
  hide(): void {
    if (this.shownRevision < 0) return;
    this.job = undefined;
    this.shownRevision = -1;
    this.press.hide();
  }

  clear(): void {
    this.job = undefined;
    this.shownRevision = -1;
    this.press.clear();
  }

  dispose(): void {
    this.job = undefined;
    this.press.dispose();
  }

  private get isLight(): boolean {
    return this.weight <= this.pace.perFrame;
  }

  private isCurrent(view: SlideView): boolean {
    const { view: own } = this.press;
    return this.shownRevision === this.revisionNow() && own !== undefined && sameScene(own, view) && covers(own, view);
  }

  private isDue(view: SlideView, rests: boolean): boolean {
    if (this.isCurrent(view)) return false;
    return rests || this.shownRevision !== this.revisionNow() || !this.press.view || !covers(this.press.view, view) || this.isLight;
  }

  private begin(view: SlideView): void {
    this.weight = this.press.weigh(view);
    const shown = this.isLight ? view : withMargin(view);
    const steps = this.press.begin(shown);
    this.job = steps && { steps, revision: this.revisionNow(), view: shown };
  }

  /** Paints as much as fits into a frame; shows the picture once it is complete. */
  private proceed(): number {
    const { job } = this;
    const untilMs = performance.now() + FRAME_SHARE_MS;
    let painted = 0;
    while (job && painted < this.pace.perFrame && (painted === 0 || performance.now() < untilMs)) {
      const step = job.steps.next();
      if (!step.done) {
        painted += step.value;
        continue;
      }
      this.shownRevision = job.revision;
      this.press.reveal();
      this.weight = this.press.weigh(job.view);
      this.job = undefined;
      break;
    }
    return painted;
  }
}

/** Whole CSS pixels, so that a picture with a margin is as sharp as one without. */
function withMargin(view: SlideView): SlideView {
  const grown = (lengthPx: number): number => lengthPx + 2 * Math.round(lengthPx * MARGIN_SHARE);
  return { ...view, widthPx: grown(view.widthPx), heightPx: grown(view.heightPx) };
}

const sameScene = (a: SlideView, b: SlideView): boolean => a.x === b.x && a.y === b.y && a.resolution === b.resolution && a.rotation === b.rotation && handedness(a) === handedness(b);

const sameView = (a: SlideView, b: SlideView): boolean => sameScene(a, b) && a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/** The box of a view with room for what is larger on the screen than on the slide: rings, heads and casings. */
export const grownBox = ({ minX, minY, maxX, maxY }: SlideBox, margin: number): SlideBox => ({ minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin });
