import { type SlideView, viewBox } from '@parfocal/shared/geometry';
import type { Editing } from '../edit/editing';
import { handlesOf } from '../edit/handles';
import { paintHandles } from '../edit/paint-handles';
import { CanvasPress } from './canvas-press';
import { CrowdPress } from './crowd/crowd-press';
import { CrowdWatch } from './crowd/crowd-watch';
import { MarkCanvas } from './mark-canvas';
import type { MarkEntry } from './mark-entry';
import { grownBox, MarkRaster } from './mark-raster';
import type { MarkStore } from './mark-store';
import { paintCaption } from './paint-captions';
import { paintGhost } from './paint-ghost';
import { type Paintable, paintMarks, paintSelected } from './paint-marks';
import { CANVAS_PACE } from './paint-pace';
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
  /** There is something to paint, though nothing was changed. */
  readonly onChange: () => void;
}

interface Crowd {
  readonly press: CrowdPress;
  readonly raster: MarkRaster;
}

/** More new shapes than this wait for the raster. */
const MOST_LIVE = 200;

/**
 * Everything that is drawn on the slide: a raster of what rests, and above it what changes under a hand. A few are painted
 * on a canvas; a crowd by the graphics card, where the browser has one to give, without words and tints.
 */
export class MarksLayer {
  private readonly few: MarkRaster;
  private readonly live: MarkCanvas;
  private readonly watch: CrowdWatch;
  /** Made for the first crowd; nothing if the browser cannot. */
  private crowd: Crowd | null | undefined;
  private rested: MarkEntry | undefined;

  constructor(private readonly options: MarksLayerOptions) {
    const { store, selected } = options;
    const within = (view: SlideView): MarkEntry[] => store.within(grownBox(viewBox(view), 2 * STYLE.arrowLength * view.resolution)).filter((entry) => entry !== selected());
    this.few = new MarkRaster(new CanvasPress(options.parent, within), () => store.revision, CANVAS_PACE);
    this.live = new MarkCanvas(options.parent);
    this.watch = new CrowdWatch(store);
  }

  /** One frame. True if it wants another. */
  paint(view: SlideView, nowMs: number): boolean {
    const { store, selected } = this.options;
    const chosen = selected();
    if (chosen !== this.rested) store.touch(...[this.rested, chosen].filter((entry) => entry !== undefined));
    this.rested = chosen;
    const [raster, other] = this.rasters(view, nowMs);
    const unfinished = raster.paint(view, nowMs);
    // Until the one has its first picture, the other's is better than none.
    if (raster.revision >= 0) other?.hide();
    else other?.layOver(view);
    this.paintLive(view, raster.revision);
    return unfinished;
  }

  /** All of it on another canvas at once, the chosen one among the others: for a picture that leaves the screen. */
  paintInto(context: CanvasRenderingContext2D, view: SlideView): void {
    const { store } = this.options;
    for (const step of paintMarks(context, view, store.within(grownBox(viewBox(view), 2 * STYLE.arrowLength * view.resolution)))) void step;
  }

  clear(): void {
    this.few.clear();
    this.crowd?.raster.clear();
    this.live.clear();
  }

  dispose(): void {
    this.few.dispose();
    this.crowd?.raster.dispose();
    this.live.dispose();
  }

  /** Above the raster: what it does not have yet, and what is chosen, shown as it was, or in the making. */
  private paintLive(view: SlideView, rasterRevision: number): void {
    const { store, selected, preview, ghost } = this.options;
    const [chosen, past, draft] = [selected(), ghost(), preview()];
    const changed = store.changedSince(rasterRevision) ?? [];
    const fresh = changed.length <= MOST_LIVE ? changed.filter((entry) => entry !== chosen) : [];
    if (fresh.length === 0 && !chosen && !past && !draft) return this.live.wipe();
    const context = this.live.cleared(view);
    if (!context) return;
    for (const step of paintMarks(context, view, fresh)) void step;
    if (chosen) this.paintChosen(context, view, chosen);
    if (past) paintGhost(context, view, past);
    if (draft) this.paintDraft(context, view, draft);
  }

  /** The raster that is to paint, and the one that is not. */
  private rasters(view: SlideView, nowMs: number): [MarkRaster, MarkRaster | undefined] {
    const isCrowd = this.watch.look(view, nowMs);
    if (isCrowd && this.crowd === undefined) this.crowd = this.gathered();
    if (isCrowd && this.crowd?.press.isUsable) return [this.crowd.raster, this.few];
    return [this.few, this.crowd?.raster];
  }

  private gathered(): Crowd | null {
    const { store, selected, onChange } = this.options;
    try {
      const press = new CrowdPress({ store, chosen: selected, above: this.live.element, onChange });
      return { press, raster: new MarkRaster(press, () => store.revision, press.pace) };
    } catch {
      // No WebGL 2 here: the canvas paints crowds too, only slower.
      return null;
    }
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
