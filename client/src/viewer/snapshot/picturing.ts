import type { SlideDetail } from '@parfocal/shared/api';
import { type SlidePoint, type SlideView, toScreen } from '@parfocal/shared/geometry';
import type { SlideAppearance } from '../appearance/appearance';
import type { MarksLayer } from '../marks/marks-layer';
import type { SlideColour } from '../slide-viewer';
import type { Stage } from '../tiles/stage';
import { medianPatch } from './median-patch';
import { takeSnapshot } from './snapshot';

export interface PicturingOptions {
  readonly stage: Stage;
  readonly marks: MarksLayer;
  readonly view: () => SlideView | undefined;
  readonly slide: () => SlideDetail | null;
  readonly appearance: () => SlideAppearance;
}

/** Reads back what is painted: one colour, or all of it as a picture. */
export class Picturing {
  constructor(private readonly options: PicturingOptions) {}

  /** The scan's own colour around a point; nothing outside the window, or where nothing is painted. */
  pixelAt(point: SlidePoint): SlideColour | undefined {
    const { view, stage } = this.options;
    const now = view();
    if (!now) return undefined;
    // The mirror is the browser's: the tiles themselves are painted without.
    const { x: xPx, y: yPx } = toScreen({ ...now, isFlipped: false }, point);
    const isInside = xPx >= 0 && yPx >= 0 && xPx < now.widthPx && yPx < now.heightPx;
    return isInside ? medianPatch((context) => stage.paintInto(context), { xPx, yPx }) : undefined;
  }

  async snapshot(): Promise<Blob> {
    const { stage, marks, appearance } = this.options;
    const [view, slide] = [this.options.view(), this.options.slide()];
    if (!slide || !view) throw new Error('There is no slide to picture');
    const { mppX, mppY } = slide;
    return takeSnapshot({
      view,
      appearance: appearance(),
      mpp: mppX && mppY ? { mppX, mppY } : undefined,
      tiles: (context) => stage.paintInto(context),
      marks: (context) => marks.paintInto(context, view),
    });
  }
}
