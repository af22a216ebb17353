import { Annotation, annotationBox, drawableBox as boxAround, FIXED_FIELDS, liesWithin } from '@parfocal/shared/annotation';
import type { SlideBox } from '@parfocal/shared/geometry';
import { DomainError } from '../../wire/index.js';
import { type EntryRules, requireAuthor, requirePast } from './entry-rules.js';

/** Where shapes may lie: level-0 pixels, and how many focal planes there are. */
export interface Drawable extends SlideBox {
  readonly zPlanes: number;
}

/** Where shapes may lie on a slide of this size. */
export function drawableBox({ widthPx, heightPx, zPlanes = 1 }: { widthPx: number; heightPx: number; zPlanes?: number }): Drawable {
  return { ...boxAround({ widthPx, heightPx }), zPlanes };
}

type Field = Exclude<keyof Annotation, 'id'>;

/** What an annotation must be to be kept: whole, its author's, and on the slide. */
export class AnnotationRules implements EntryRules {
  readonly fields: ReadonlySet<string> = new Set(Object.keys(Annotation.shape).filter((name) => name !== 'id'));
  readonly fixed: ReadonlySet<string> = new Set(FIXED_FIELDS);

  constructor(
    private readonly drawable: Drawable,
    private readonly nowMs: () => number = Date.now,
  ) {}

  check(candidate: unknown, personId: string): void {
    const { data: annotation } = Annotation.safeParse(candidate);
    if (!annotation) throw new DomainError('document.malformed', 'no annotation');
    requireAuthor(annotation, personId);
    requirePast(Math.max(annotation.createdAt, annotation.deletedAt ?? 0), this.nowMs());
    if (!this.isDrawable(annotation)) throw new DomainError('document.malformed', 'off the slide');
  }

  checkReplaced(name: string, value: unknown, rest: object, personId: string): void {
    if (name === 'geometry') this.check({ ...rest, geometry: value }, personId);
    else if (!Annotation.shape[name as Field].safeParse(value).success) throw new DomainError('document.malformed', 'no value of its field');
  }

  private isDrawable(annotation: Annotation): boolean {
    return liesWithin(annotationBox(annotation), this.drawable) && (annotation.z ?? 0) < this.drawable.zPlanes;
  }
}
