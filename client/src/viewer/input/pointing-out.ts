import type { Gesture, Hand, PointerSample } from './sample';

/** The hand that points with a press instead of moving the slide, before every other one but the picking of a place. Two fingers move it as ever. */
export class PointingOut implements Hand {
  private onHold: ((isHeld: boolean) => void) | undefined;

  /** `onChange` follows every beginning and end. */
  constructor(private readonly onChange: () => void) {}

  /** `onHold` hears of every press and its end. Returns what ends it. */
  begin(onHold: (isHeld: boolean) => void): () => void {
    this.onHold = onHold;
    this.onChange();
    return () => {
      if (this.onHold !== onHold) return;
      this.onHold = undefined;
      this.onChange();
    };
  }

  /** Where a pen is at hand it points, and the finger moves the slide. */
  press({ button, mayDraw }: PointerSample): Gesture | undefined {
    const { onHold } = this;
    if (!onHold || button !== 0 || !mayDraw) return undefined;
    onHold(true);
    const end = (): void => onHold(false);
    return { move: () => undefined, end, cancel: end };
  }

  hover(): void {
    // Nothing is pointed out before a press.
  }

  cursor(): string | undefined {
    return this.onHold ? 'crosshair' : undefined;
  }
}
