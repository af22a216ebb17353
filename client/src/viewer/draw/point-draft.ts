import type { SlidePoint } from '@parfocal/shared/geometry';
import type { DrawnShape } from '../slide-viewer';
import type { Draft, DraftSample, DraftState } from './draft';

/** A point or a text: set where the pointer is let go, so that it can be placed exactly. */
export class PointDraft implements Draft {
  private at: SlidePoint | undefined;

  constructor(private readonly kind: 'point' | 'text') {}

  press(sample: DraftSample): DraftState {
    return this.drag(sample);
  }

  drag({ at }: DraftSample): DraftState {
    this.at = at;
    return 'going';
  }

  release({ at }: DraftSample): DraftState {
    this.at = at;
    return 'done';
  }

  hover(): void {
    // Nothing is shown before the press: the cursor says enough.
  }

  preview(): DrawnShape | undefined {
    return this.at && { kind: this.kind, geometry: [this.at.x, this.at.y] };
  }

  finished(): DrawnShape {
    return { kind: this.kind, geometry: [this.at!.x, this.at!.y] };
  }
}
