import { frameCorners, isClosed, verticesOf } from '@parfocal/shared/annotation';
import { type SlidePoint, turned } from '@parfocal/shared/geometry';
import type { DrawnShape } from '../slide-viewer';

/** An ellipse as this many chords is off by less than 0.2 % of its radius: half a pixel on the largest screens. */
const ELLIPSE_CHORDS = 72;

/** The line that a shape is drawn with. */
export interface Outline {
  readonly points: readonly SlidePoint[];
  readonly closed: boolean;
}

export function outlineOf(shape: DrawnShape): Outline {
  switch (shape.kind) {
    case 'rectangle':
      return { points: frameCorners(shape.geometry), closed: true };
    case 'ellipse':
      return { points: ellipse(shape.geometry), closed: true };
    default:
      return { points: verticesOf(shape.geometry), closed: isClosed(shape) };
  }
}

function ellipse([cx = 0, cy = 0, rx = 0, ry = 0, angle = 0]: readonly number[]): SlidePoint[] {
  return Array.from({ length: ELLIPSE_CHORDS }, (_, i) => {
    const turn = (2 * Math.PI * i) / ELLIPSE_CHORDS;
    return turned({ x: cx + rx * Math.cos(turn), y: cy + ry * Math.sin(turn) }, { x: cx, y: cy }, angle);
  });
}
