import { type SlidePoint, turned } from '@parfocal/shared/geometry';
import { normalAngle } from '../camera/screen';
import type { DrawnShape } from '../slide-viewer';
import { type Draft, type DraftSample, type DraftState, SHORTEST_DRAG_PX } from './draft';

/** A rectangle or ellipse from corner to corner, upright on the screen however the slide is turned. */
export class BoxDraft implements Draft {
  private start: SlidePoint | undefined;
  private last: DraftSample | undefined;

  constructor(private readonly kind: 'rectangle' | 'ellipse') {}

  press(sample: DraftSample): DraftState {
    this.start = sample.at;
    return this.drag(sample);
  }

  drag(sample: DraftSample): DraftState {
    this.last = sample;
    return 'going';
  }

  release(sample: DraftSample): DraftState {
    this.last = sample;
    const [, , rx = 0, ry = 0] = this.finished().geometry;
    return Math.min(rx, ry) * 2 >= SHORTEST_DRAG_PX * sample.resolution ? 'done' : 'void';
  }

  hover(): void {
    // It is drawn by dragging alone.
  }

  preview(): DrawnShape | undefined {
    return this.start && this.finished();
  }

  finished(): DrawnShape {
    const { at, rotation, shift } = this.last!;
    return { kind: this.kind, geometry: boxBetween(this.start!, at, rotation, shift) };
  }
}

/**
 * `[cx, cy, rx, ry, angle]` of the frame that has `from` and `to` as opposite corners and is upright on a screen turned
 * by `rotation`. `square` shortens its longer side.
 */
export function boxBetween(from: SlidePoint, to: SlidePoint, rotation: number, square: boolean): number[] {
  const angle = normalAngle(-rotation) + 0;
  const corner = turned(to, from, -angle);
  let [width, height] = [corner.x - from.x, corner.y - from.y];
  if (square) {
    const side = Math.min(Math.abs(width), Math.abs(height));
    [width, height] = [Math.sign(width) * side, Math.sign(height) * side];
  }
  const centre = turned({ x: from.x + width / 2, y: from.y + height / 2 }, from, angle);
  return [centre.x, centre.y, Math.abs(width) / 2, Math.abs(height) / 2, angle];
}
