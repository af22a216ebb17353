import { annotationBox } from '@parfocal/shared/annotation';
import type { SlideBox } from '@parfocal/shared/geometry';
import type { AnnotationMark, DrawnShape } from '../slide-viewer';
import { type Outline, outlineOf } from './outline';
import { simplified } from './simplify';

/** Shapes with fewer vertices are drawn as they are at every scale. */
const SIMPLE_VERTICES = 8;
/** What a simplified outline may be off on the screen, in CSS pixels. */
const DEVIATION_PX = 0.35;

/** A shape with what painting and hitting it need, worked out once. */
export class PaintedShape {
  readonly box: SlideBox;
  private whole: Outline | undefined;
  private coarse: { octave: number; outline: Outline } | undefined;

  constructor(readonly shape: DrawnShape) {
    this.box = annotationBox(shape);
  }

  /** Made when it is first asked for: most of a hundred thousand never are. */
  private get full(): Outline {
    this.whole ??= outlineOf(this.shape);
    return this.whole;
  }

  /** The outline as sharp as a resolution can show it; kept per octave of scale. */
  outline(resolution: number): Outline {
    const { full } = this;
    if (full.points.length <= SIMPLE_VERTICES) return full;
    const octave = Math.floor(Math.log2(resolution));
    if (this.coarse?.octave !== octave) {
      this.coarse = { octave, outline: { points: simplified(full.points, DEVIATION_PX * 2 ** octave), closed: full.closed } };
    }
    return this.coarse.outline;
  }
}

/** An annotation that the viewer holds. Replaced when its shape changes, kept otherwise. */
export class MarkEntry extends PaintedShape {
  /** `revision` of the store when anything of it last changed. */
  constructor(public mark: AnnotationMark, public order: number, public revision: number) {
    super(mark.annotation);
  }

  get painted(): PaintedShape {
    return this;
  }

  get colour(): string {
    return this.mark.colour;
  }

  get casing(): string | undefined {
    return this.mark.casing;
  }

  get caption(): string {
    return this.mark.caption;
  }

  get id(): string {
    return this.mark.annotation.id;
  }
}

export const sameShape = (a: DrawnShape, b: DrawnShape): boolean =>
  a === b || (a.kind === b.kind && (a.geometry === b.geometry || (a.geometry.length === b.geometry.length && a.geometry.every((value, i) => value === b.geometry[i]))));
