import { Annotation, annotationBox } from '@parfocal/shared/annotation';
import type { SlideBox } from '@parfocal/shared/geometry';
import { DomainError } from '../../wire/index.js';

/** How far past the slide's edge a shape may reach, as a share of its side: a hand slips. */
const MARGIN_SHARE = 0.1;

/** How far an author's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 10 * 60_000;

/** Where shapes may lie on a slide of this size, in level-0 pixels. */
export function drawableBox({ widthPx, heightPx }: { widthPx: number; heightPx: number }): SlideBox {
  const [dx, dy] = [widthPx * MARGIN_SHARE, heightPx * MARGIN_SHARE];
  return { minX: -dx, minY: -dy, maxX: widthPx + dx, maxY: heightPx + dy };
}

/** What an annotation must be to be kept: whole, its author's, and on the slide. */
export class AnnotationRules {
  constructor(
    private readonly drawable: SlideBox,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** @throws DomainError `document.malformed`, `document.author` */
  check(candidate: unknown, personId: string): void {
    const { data: annotation } = Annotation.safeParse(candidate);
    if (!annotation) throw new DomainError('document.malformed', 'no annotation');
    if (annotation.author !== personId) throw new DomainError('document.author', 'in another name');
    if (annotation.createdAt > this.nowMs() + CLOCK_SKEW_MS) throw new DomainError('document.malformed', 'from the future');
    if (!this.isDrawable(annotation)) throw new DomainError('document.malformed', 'off the slide');
  }

  /**
   * One field's value that another one replaces, `rest` being right. What suits the rest is only a geometry's question: there may be
   * thousands of values, and to look at a long outline again for each of them would hold up everyone.
   *
   * @throws DomainError `document.malformed`
   */
  checkReplaced(name: keyof Annotation, value: unknown, rest: object, personId: string): void {
    if (name === 'geometry') this.check({ ...rest, geometry: value }, personId);
    else if (!Annotation.shape[name].safeParse(value).success) throw new DomainError('document.malformed', 'no value of its field');
  }

  /** Comparisons with what is not a number are false, and so refuse it. */
  private isDrawable(annotation: Annotation): boolean {
    const box = annotationBox(annotation);
    const { minX, minY, maxX, maxY } = this.drawable;
    return box.minX >= minX && box.minY >= minY && box.maxX <= maxX && box.maxY <= maxY;
  }
}
