import type { SlidePoint } from '@parfocal/shared/geometry';
import type { Gesture, Hand, PointerSample } from './sample';

/** The hand that answers the next press with a place on the slide, before every other one. */
export class Picking implements Hand {
  private onPick: ((at: SlidePoint | null) => void) | undefined;

  /** `onChange` follows every beginning and end. */
  constructor(private readonly onChange: () => void) {}

  get isOn(): boolean {
    return this.onPick !== undefined;
  }

  /** Another one who waited hears `null`. Returns how to give up, after which nothing is heard. */
  begin(onPick: (at: SlidePoint | null) => void): () => void {
    this.end(null);
    this.onPick = onPick;
    this.onChange();
    return () => {
      if (this.onPick !== onPick) return;
      this.onPick = undefined;
      this.onChange();
    };
  }

  press(sample: PointerSample): Gesture | undefined {
    if (!this.isOn || sample.button !== 0) return undefined;
    // On release, so that a second finger can still take it back.
    return { move: () => undefined, end: ({ at }) => this.end(at), cancel: () => undefined };
  }

  hover(): void {
    // Nothing is picked before a press.
  }

  cursor(): string | undefined {
    return this.isOn ? 'crosshair' : undefined;
  }

  /** Escape gives up; true if there was something to give up. */
  key(key: string): boolean {
    if (key !== 'Escape' || !this.isOn) return false;
    this.end(null);
    return true;
  }

  end(at: SlidePoint | null): void {
    const { onPick } = this;
    this.onPick = undefined;
    if (!onPick) return;
    onPick(at);
    this.onChange();
  }
}
