import { distancePx, type SlidePoint } from '@parfocal/shared/geometry';
import type { DrawnShape } from '../slide-viewer';
import { type Draft, type DraftSample, type DraftState, SHORTEST_DRAG_PX } from './draft';

/** A line or arrow, by press, drag and release or by two clicks. */
export class LineDraft implements Draft {
  private start: SlidePoint | undefined;
  private end: SlidePoint | undefined;
  private clicked = false;

  constructor(private readonly kind: 'line' | 'arrow') {}

  press({ at }: DraftSample): DraftState {
    if (this.start) this.clicked = true;
    else this.start = at;
    this.end = at;
    return 'going';
  }

  drag({ at }: DraftSample): DraftState {
    this.end = at;
    return 'going';
  }

  release({ at, resolution }: DraftSample): DraftState {
    this.end = at;
    if (distancePx(this.start!, at) >= SHORTEST_DRAG_PX * resolution) return 'done';
    return this.clicked ? 'void' : 'going';
  }

  hover({ at }: DraftSample): void {
    this.end = at;
  }

  preview(): DrawnShape | undefined {
    return this.start && this.end && this.finished();
  }

  finished(): DrawnShape {
    return { kind: this.kind, geometry: [this.start!.x, this.start!.y, this.end!.x, this.end!.y] };
  }
}
