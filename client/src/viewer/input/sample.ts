import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { type ScreenPoint, toSlide } from '../camera/screen';

/** One event of a pointer, in the window and on the slide. */
export interface PointerSample extends ScreenPoint {
  readonly at: SlidePoint;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or ⌘. */
  readonly command: boolean;
  /** 0 main, 1 middle, 2 right; -1 while none changes. */
  readonly button: number;
  readonly touch: boolean;
  /** False for a finger where a pen is at hand: the pen draws, the finger moves the slide. */
  readonly mayDraw: boolean;
  /** 2 for the second press of a double click or double tap. */
  readonly taps: number;
  readonly timeMs: number;
}

/** What one pointer does from its press to its release. */
export interface Gesture {
  move(sample: PointerSample): void;
  end(sample: PointerSample): void;
  /** It was taken away: a second finger came, or the system wanted it. */
  cancel(): void;
}

/** Someone who may answer a press; the first in line who does has the pointer. */
export interface Hand {
  press(sample: PointerSample): Gesture | undefined;
  hover(sample: PointerSample): void;
  /** The cursor where this hand would answer. */
  cursor(sample: PointerSample): string | undefined;
}

export function sampleOf(event: PointerEvent, element: HTMLElement, view: SlideView, taps: number, mayDraw: boolean): PointerSample {
  const { left, top } = element.getBoundingClientRect();
  const place = { xPx: event.clientX - left, yPx: event.clientY - top };
  return {
    ...place,
    at: toSlide(view, place),
    shift: event.shiftKey,
    alt: event.altKey,
    command: event.ctrlKey || event.metaKey,
    button: event.button,
    touch: event.pointerType === 'touch',
    mayDraw,
    taps,
    timeMs: event.timeStamp,
  };
}
