import { MAX_VERTICES } from '@parfocal/shared/annotation';
import { distancePx, lengthOf, type SlidePoint } from '@parfocal/shared/geometry';
import { simplifiedTo } from '../marks/simplify';
import type { DrawnShape } from '../slide-viewer';
import { type Draft, type DraftSample, type DraftState, SHORTEST_DRAG_PX } from './draft';

/** What simplifying may move a line, in CSS pixels: less than a hand trembles. */
const TOLERANCE_PX = 0.7;
/** A stroke that ends this near to its start encloses an area. */
const CLOSING_PX = 12;
/** A stroke must first have gone this far, or a short tick would close. */
const SHORTEST_RING_PX = 5 * CLOSING_PX;

/** A freehand stroke, or an area if it comes back to where it began. */
export class FreehandDraft implements Draft {
  private readonly path: SlidePoint[] = [];
  private resolution = 1;

  press(sample: DraftSample): DraftState {
    return this.drag(sample);
  }

  drag({ at, resolution }: DraftSample): DraftState {
    this.resolution = resolution;
    const last = this.path.at(-1);
    if (!last || distancePx(last, at) >= TOLERANCE_PX * resolution) this.path.push(at);
    return 'going';
  }

  release(sample: DraftSample): DraftState {
    this.drag(sample);
    return lengthOf(this.path).value >= SHORTEST_DRAG_PX * this.resolution ? 'done' : 'void';
  }

  hover(): void {
    // It is drawn by dragging alone.
  }

  preview(): DrawnShape | undefined {
    if (this.path.length < 2) return undefined;
    return { kind: 'freehand', geometry: flat(this.returned() ? [...this.path, this.path[0]!] : this.path) };
  }

  finished(): DrawnShape {
    const tolerance = TOLERANCE_PX * this.resolution;
    if (!this.returned()) return { kind: 'freehand', geometry: flat(simplifiedTo(this.path, tolerance, MAX_VERTICES)) };
    const ring = simplifiedTo([...this.path, this.path[0]!], tolerance, MAX_VERTICES);
    return { kind: 'freehand', geometry: flat(ring) };
  }

  private returned(): boolean {
    if (this.path.length < 4 || distancePx(this.path[0]!, this.path.at(-1)!) > CLOSING_PX * this.resolution) return false;
    return lengthOf(this.path).value >= SHORTEST_RING_PX * this.resolution;
  }
}

const flat = (path: readonly SlidePoint[]): number[] => path.flatMap(({ x, y }) => [x, y]);
