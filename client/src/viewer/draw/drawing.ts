import type { ScreenSize, SlideView } from '@parfocal/shared/geometry';
import { Listeners } from '../listeners';
import { PaintedShape } from '../marks/mark-entry';
import type { Paintable } from '../marks/paint-marks';
import type { Gesture, Hand, PointerSample } from '../input/sample';
import type { DrawnShape, ViewerTool } from '../slide-viewer';
import type { Draft, DraftSample, DraftState } from './draft';
import { draftOf } from './drafts';
import { pointOnSlide, shapeOnSlide } from './on-slide';

export interface DrawingOptions {
  readonly view: () => SlideView | undefined;
  readonly slide: () => ScreenSize | undefined;
  /** Something about the draft is to be painted anew. */
  readonly onChange: () => void;
}

/** The drawing hand: turns presses into the shape of the chosen tool, one at a time. */
export class Drawing implements Hand {
  readonly drawn = new Listeners<[DrawnShape]>();
  colour = '#fff';
  casing: string | undefined;
  caption: (shape: DrawnShape) => string = () => '';
  private tool: ViewerTool = 'move';
  private draft: Draft | undefined;

  constructor(private readonly options: DrawingOptions) {}

  /** Another tool gives up what the last one began. */
  choose(tool: ViewerTool): void {
    if (tool === this.tool) return;
    this.cancel();
    this.tool = tool;
  }

  get active(): boolean {
    return this.tool !== 'move';
  }

  cursor(): string | undefined {
    return this.active ? 'crosshair' : undefined;
  }

  press(sample: PointerSample): Gesture | undefined {
    if (this.tool === 'move' || sample.button !== 0 || !sample.mayDraw) return undefined;
    const draft = (this.draft ??= draftOf(this.tool));
    this.take(draft, 'press', sample);
    return {
      move: (next) => this.take(draft, 'drag', next),
      end: (last) => this.take(draft, 'release', last),
      cancel: () => this.settle(draft, draft.back?.() ?? 'void'),
    };
  }

  hover(sample: PointerSample): void {
    const at = this.draft && this.draftSample(sample);
    if (!at) return;
    this.draft?.hover(at);
    this.options.onChange();
  }

  /** Keys that a draft understands; true if this was one. */
  key(key: string): boolean {
    const { draft } = this;
    const act = key === 'Enter' ? draft?.close : key === 'Backspace' ? draft?.back : undefined;
    if (!draft || !act) return false;
    this.settle(draft, act.call(draft));
    return true;
  }

  cancel(): boolean {
    const had = this.draft !== undefined;
    this.draft = undefined;
    if (had) this.options.onChange();
    return had;
  }

  /** The shape in the making, as it is to be painted. */
  preview(): Paintable | undefined {
    const shape = this.draft?.preview();
    return shape && { painted: new PaintedShape(shape), colour: this.colour, casing: this.casing, caption: this.caption(shape) };
  }

  private take(draft: Draft, action: 'press' | 'drag' | 'release', sample: PointerSample): void {
    const at = this.draftSample(sample);
    if (at && draft === this.draft) this.settle(draft, draft[action](at));
  }

  private settle(draft: Draft, state: DraftState): void {
    if (draft !== this.draft) return;
    if (state !== 'going') this.draft = undefined;
    this.options.onChange();
    const slide = this.options.slide();
    if (state !== 'done' || !slide) return;
    const shape = draft.finished();
    this.drawn.tell({ kind: shape.kind, geometry: shapeOnSlide(shape, slide) });
  }

  private draftSample({ at, shift, taps }: PointerSample): DraftSample | undefined {
    const [view, slide] = [this.options.view(), this.options.slide()];
    return view && slide && { at: pointOnSlide(at, slide), resolution: view.resolution, rotation: view.rotation, shift, taps };
  }
}
