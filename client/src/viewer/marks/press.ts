import type { SlideView } from '@parfocal/shared/geometry';

/** Paints views of annotations on something that lies over the slide. */
export interface Press {
  /** The view that its picture was painted for, if it has one; the window of that may reach past the real one. */
  readonly view: SlideView | undefined;
  /** How much there is to paint in a view, as far as that is known; counted like what `begin` yields. */
  weigh(view: SlideView): number;
  /** Paints a view where nobody sees it, a little at a time; yields how much that was, or Infinity where it has to wait for the next frame. Nothing if it cannot paint. */
  begin(view: SlideView): Generator<number, void> | undefined;
  /** Shows what was begun, now that it is whole. */
  reveal(): void;
  /** Lays the picture over the slide as `view` shows it, exactly. The compositor moves it; nothing is painted. */
  layOver(view: SlideView): void;
  hide(): void;
  clear(): void;
  dispose(): void;
}
