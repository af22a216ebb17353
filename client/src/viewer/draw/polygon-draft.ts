import { MAX_VERTICES } from '@parfocal/shared/annotation';
import { areaOf, distancePx, type SlidePoint } from '@parfocal/shared/geometry';
import type { DrawnShape } from '../slide-viewer';
import { type Draft, type DraftSample, type DraftState, SHORTEST_DRAG_PX } from './draft';

/** A click this near to the first vertex, in CSS pixels, closes the ring. */
const CLOSING_PX = 10;

/** A polygon, click by click; closed by a double click, a click at its first vertex, or Enter. */
export class PolygonDraft implements Draft {
  private readonly vertices: SlidePoint[] = [];
  private pointer: SlidePoint | undefined;
  private resolution = 1;

  press({ at, resolution, taps }: DraftSample): DraftState {
    this.resolution = resolution;
    this.pointer = undefined;
    const [first, last] = [this.vertices[0], this.vertices.at(-1)];
    const closing = first && this.vertices.length >= 3 && distancePx(first, at) <= CLOSING_PX * resolution;
    const again = last && taps >= 2 && distancePx(last, at) <= CLOSING_PX * resolution;
    if (closing || (again && this.vertices.length >= 3) || this.vertices.length >= MAX_VERTICES) return this.close();
    if (!again) this.vertices.push(at);
    return 'going';
  }

  /** A vertex can still be placed exactly while the button is down. */
  drag({ at }: DraftSample): DraftState {
    this.vertices[this.vertices.length - 1] = at;
    return 'going';
  }

  release(): DraftState {
    return 'going';
  }

  hover({ at, resolution }: DraftSample): void {
    this.pointer = at;
    this.resolution = resolution;
  }

  close(): DraftState {
    this.pointer = undefined;
    if (this.vertices.length < 3) return 'going';
    return areaOf(this.vertices).value >= (SHORTEST_DRAG_PX * this.resolution) ** 2 ? 'done' : 'void';
  }

  back(): DraftState {
    this.vertices.pop();
    return this.vertices.length > 0 ? 'going' : 'void';
  }

  preview(): DrawnShape | undefined {
    const path = this.pointer ? [...this.vertices, this.pointer] : this.vertices;
    if (path.length < 2) return undefined;
    return { kind: path.length === 2 ? 'line' : 'polygon', geometry: path.flatMap(({ x, y }) => [x, y]) };
  }

  finished(): DrawnShape {
    return { kind: 'polygon', geometry: this.vertices.flatMap(({ x, y }) => [x, y]) };
  }
}
