import { type SlideView, viewBox } from '@parfocal/shared/geometry';
import type { Editing } from '../edit/editing';
import { paintHandles } from '../edit/paint-handles';
import { MarkCanvas } from './mark-canvas';
import type { MarkEntry } from './mark-entry';
import type { MarkStore } from './mark-store';
import { MOST_CAPTIONS, paintCaption } from './paint-captions';
import { type Paintable, paintMarks, paintSelected } from './paint-marks';
import { STYLE } from './style';

export interface MarksLayerOptions {
  readonly parent: HTMLElement;
  readonly store: MarkStore;
  readonly selected: () => MarkEntry | undefined;
  readonly editing: Editing;
  /** The shape in the making. */
  readonly preview: () => Paintable | undefined;
}

/** Everything that is drawn on the slide, painted over it in the same frame as its tiles. */
export class MarksLayer {
  private readonly canvas: MarkCanvas;

  constructor(private readonly options: MarksLayerOptions) {
    this.canvas = new MarkCanvas(options.parent);
  }

  paint(view: SlideView): void {
    const context = this.canvas.cleared(view);
    if (!context) return;
    const { store, selected, preview } = this.options;
    const chosen = selected();
    const visible = store.within(withMargin(view)).filter((entry) => entry !== chosen);
    const paintables = visible.map((entry): Paintable => ({ painted: entry, colour: entry.mark.colour, caption: entry.mark.caption }));
    const paths = paintMarks(context, view, paintables);
    if (paths.length <= MOST_CAPTIONS) {
      paths.forEach((path, i) => {
        if (path.form !== 'dot') paintCaption(context, path, paintables[i]!.caption);
      });
    }
    if (chosen) this.paintChosen(context, view, chosen);
    const draft = preview();
    if (draft) paintCaption(context, paintSelected(context, view, draft), draft.caption);
  }

  clear(): void {
    this.canvas.clear();
  }

  dispose(): void {
    this.canvas.dispose();
  }

  private paintChosen(context: CanvasRenderingContext2D, view: SlideView, entry: MarkEntry): void {
    const { editing } = this.options;
    const path = paintSelected(context, view, { painted: editing.shown(entry), colour: entry.mark.colour, caption: '' });
    const { handles, active } = editing.handles(entry, view);
    paintHandles(context, view, handles, active);
    paintCaption(context, path, entry.mark.caption);
  }
}

/** Marks just outside reach in with rings, heads and casings. */
function withMargin(view: SlideView) {
  const { minX, minY, maxX, maxY } = viewBox(view);
  const margin = 2 * STYLE.arrowLength * view.resolution;
  return { minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin };
}
