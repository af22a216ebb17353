import type { Annotation } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import type { Locale } from '@/i18n';
import { markColour } from '@/ui';
import type { AnnotationMark } from '@/viewer';
import { captionOf } from './caption';

/** An annotation as the viewer draws it. */
export function annotationMark(annotation: Annotation, mpp: Mpp | undefined, locale: Locale, editable: boolean): AnnotationMark {
  const { stroke: colour, casing } = markColour(annotation.colour);
  return { annotation, colour, casing, caption: captionOf(annotation, mpp, locale), editable };
}
