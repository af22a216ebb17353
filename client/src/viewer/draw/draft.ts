import type { SlidePoint } from '@parfocal/shared/geometry';
import type { DrawnShape } from '../slide-viewer';

/** One position of the drawing pointer, already held within the slide. */
export interface DraftSample {
  readonly at: SlidePoint;
  /** Level-0 pixels a CSS pixel, and the picture's turn, at this moment: a wheel may change them while one draws. */
  readonly resolution: number;
  readonly rotation: number;
  readonly shift: boolean;
  /** 2 for the second press of a double click. */
  readonly taps: number;
}

/** `void`: it came to nothing, such as a click where a drag was due. */
export type DraftState = 'going' | 'done' | 'void';

/** A shape in the making. Pointer events go in, level-0 geometry comes out; it knows no screen and no slide. */
export interface Draft {
  press(sample: DraftSample): DraftState;
  drag(sample: DraftSample): DraftState;
  release(sample: DraftSample): DraftState;
  /** The pointer moves without a button. */
  hover(sample: DraftSample): void;
  /** What to show now; while a polygon has but two corners, a line. */
  preview(): DrawnShape | undefined;
  /** The finished shape. Only once the state is `done`. */
  finished(): DrawnShape;
  /** Enter: closes what several clicks draw. */
  close?(): DraftState;
  /** Backspace: takes back the last click. */
  back?(): DraftState;
}

/** Shorter drags, in CSS pixels, are clicks that trembled. */
export const SHORTEST_DRAG_PX = 4;
