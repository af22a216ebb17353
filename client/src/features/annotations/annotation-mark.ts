import type { Annotation } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import type { Locale } from '@/i18n';
import { type MarkColour, markColour } from '@/ui';
import type { AnnotationMark } from '@/viewer';
import { captionOf } from './caption';
import { type ClassOf, colourOf } from './classes/class-of';

interface Words {
  readonly mpp: Mpp | undefined;
  readonly locale: Locale;
  readonly classOf: ClassOf;
}

/** The violet that means "picked" everywhere; no annotation has it of its own. */
const PICKED: MarkColour = { stroke: '#9d8cff', casing: '#ffffff' };

/** An annotation as the viewer draws it: in the colour of its class, or as one of several that are picked. */
export function annotationMark(annotation: Annotation, { mpp, locale, classOf }: Words, editable: boolean, isPicked = false): AnnotationMark {
  const { stroke: colour, casing } = isPicked ? PICKED : markColour(colourOf(annotation, classOf));
  return { annotation, colour, casing, caption: captionOf(annotation, mpp, locale), editable };
}
