import { type SlideView, viewBox } from '@parfocal/shared/geometry';
import type { Editing } from '../edit/editing';
import { handlesOf } from '../edit/handles';
import { paintHandles } from '../edit/paint-handles';
import { MarkCanvas } from './mark-canvas';
import type { MarkEntry } from './mark-entry';
import { grownBox, MarkRaster } from './mark-raster';
import type { MarkStore } from './mark-store';
import { paintCaption } from './paint-captions';
import { paintGhost } from './paint-ghost';
import { type Paintable, paintMarks, paintSelected } from './paint-marks';
import { STYLE } from './style';

export interface MarksLayerOptions {
  readonly parent: HTMLElement;
  readonly store: MarkStore;
  readonly selected: () => MarkEntry | undefined;
  readonly editing: Editing;
  /** The shape in the making. */
  readonly preview: () => Paintable | undefined;
  /** What an annotation once was. */
  readonly ghost: () => Paintable | undefined;
}

/** More new shapes than this wait for the raster. */
const MOST_LIVE = 200;

/** Everything that is drawn on the slide: the raster of what rests, and above it what changes under a hand. */
export class MarksLayer {
  private readonly raster: MarkRaster;
  private readonly live: MarkCanvas;
  private rested: MarkEntry | undefined;

  constructor(private readonly options: MarksLayerOptions) {
    const { store, selected } = options;
    this.raster = new MarkRaster(options.parent, {
      revision: () => store.revision,
      within: (view) => store.within(grownBox(viewBox(view), 2 * STYLE.arrowLength * view.resolution)).filter((entry) => entry !== selected()),
    });
    this.live = new MarkCanvas(options.parent);
  }

  /** One frame. True if it wants another. */
  paint(view: SlideView, nowMs: number): boolean {
    const { store, selected, preview, ghost } = this.options;
    const chosen = selected();
    if (chosen !== this.rested) store.touch(...[this.rested, chosen].filter((entry) => entry !== undefined));
    this.rested = chosen;
    const unfinished = this.raster.paint(view, nowMs);
    const context = this.live.cleared(view);
    if (!context) return false;
    const fresh = store.changedSince(this.raster.revision) ?? [];
    if (fresh.length <= MOST_LIVE) for (const step of paintMarks(context, view, fresh.filter((entry) => entry !== chosen))) void step;
    if (chosen) this.paintChosen(context, view, chosen);
    const past = ghost();
    if (past) paintGhost(context, view, past);
    const draft = preview();
    if (draft) this.paintDraft(context, view, draft);
    return unfinished;
  }

  /** All of it on another canvas at once, the chosen one among the others: for a picture that leaves the screen. */
  paintInto(context: CanvasRenderingContext2D, view: SlideView): void {
    const { store } = this.options;
    for (const step of paintMarks(context, view, store.within(grownBox(viewBox(view), 2 * STYLE.arrowLength * view.resolution)))) void step;
  }

  clear(): void {
    this.raster.clear();
    this.live.clear();
  }

  dispose(): void {
    this.raster.dispose();
    this.live.dispose();
  }

  /** A polygon in the making shows its corners: the first is where a click closes it. */
  private paintDraft(context: CanvasRenderingContext2D, view: SlideView, draft: Paintable): void {
    const path = paintSelected(context, view, draft);
    const { shape } = draft.painted;
    if (shape.kind === 'polygon') paintHandles(context, view, handlesOf(shape, view.resolution).filter(({ role }) => role.kind === 'vertex'), undefined);
    paintCaption(context, path, draft.caption);
  }

  private paintChosen(context: CanvasRenderingContext2D, view: SlideView, entry: MarkEntry): void {
    const { editing } = this.options;
    const path = paintSelected(context, view, { painted: editing.shown(entry), colour: entry.colour, casing: entry.casing, caption: '' });
    const { handles, active } = editing.handles(entry, view);
    paintHandles(context, view, handles, active);
    paintCaption(context, path, entry.caption);
  }
}
