import type { Annotation } from '@parfocal/shared/annotation';
import { sameEnds } from '@/lib';
import type { AnnotationMark } from '@/viewer';

/**
 * A list of annotations as marks, in the same order. Where the next list begins and ends with the same annotations as the
 * last one, their marks are taken over unseen; so one change among a hundred thousand costs one mark.
 */
export class MarkList {
  private annotations: readonly Annotation[] = [];
  private marks: readonly AnnotationMark[] = [];
  private made = new WeakMap<Annotation, AnnotationMark>();

  /** @param make says the same of an annotation until `forget` or `forgetThese` */
  constructor(private readonly make: (annotation: Annotation) => AnnotationMark) {}

  of(annotations: readonly Annotation[]): readonly AnnotationMark[] {
    const { head, tail } = sameEnds(this.annotations, annotations);
    const middle = annotations.slice(head, annotations.length - tail).map((annotation) => {
      const mark = this.made.get(annotation) ?? this.make(annotation);
      this.made.set(annotation, mark);
      return mark;
    });
    this.marks = this.marks.slice(0, head).concat(middle, this.marks.slice(this.marks.length - tail));
    this.annotations = annotations;
    return this.marks;
  }

  /** What `make` says of all has changed. */
  forget(): void {
    this.annotations = this.marks = [];
    this.made = new WeakMap();
  }

  /** What `make` says of these has changed. */
  forgetThese(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    for (const annotation of this.annotations) if (ids.has(annotation.id)) this.made.delete(annotation);
    this.annotations = this.marks = [];
  }
}
