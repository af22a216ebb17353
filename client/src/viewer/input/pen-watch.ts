/** A hand rests on the screen a moment before the pen does, and stays a moment longer. */
const PALM_MS = 400;

type Pointer = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'timeStamp'>;

/** Knows whether a person works with a pen, and which touches are only the hand that holds it. */
export class PenWatch {
  private readonly down = new Set<number>();
  private lastMs = -Infinity;
  private used = false;

  /** Every pen event, hovering ones too. */
  saw({ pointerType, timeStamp }: Pointer): void {
    if (pointerType !== 'pen') return;
    this.used = true;
    this.lastMs = timeStamp;
  }

  pressed({ pointerType, pointerId }: Pointer): void {
    if (pointerType === 'pen') this.down.add(pointerId);
  }

  lifted({ pointerId }: Pointer): void {
    this.down.delete(pointerId);
  }

  /** A touch beside a pen that is at work. */
  isPalm({ pointerType, timeStamp }: Pointer): boolean {
    return pointerType === 'touch' && (this.down.size > 0 || timeStamp - this.lastMs < PALM_MS);
  }

  /** Who has a pen draws with it, and moves the slide with a finger. */
  mayDraw({ pointerType }: Pick<Pointer, 'pointerType'>): boolean {
    return pointerType !== 'touch' || !this.used;
  }
}
