import { type Annotation, measureOf } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import { formatMeasure, type Locale } from '@/i18n';

type Shape = Pick<Annotation, 'kind' | 'geometry'>;

/** A shape's length or area in words; empty for what has neither. */
export function measureText(shape: Shape, mpp: Mpp | undefined, locale: Locale): string {
  const measure = measureOf(shape, mpp);
  return measure ? formatMeasure(measure, locale) : '';
}

/** Longer names are cut beside their shape, and whole in the list. */
const MOST_LETTERS = 40;
const short = (label: string): string => {
  const letters = [...label];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('').trimEnd()}…` : label;
};

/** What stands beside a shape: its label, and the length of what was drawn to be measured. */
export function captionOf(annotation: Annotation, mpp: Mpp | undefined, locale: Locale): string {
  if (annotation.kind !== 'line') return short(annotation.label);
  return [short(annotation.label), measureText(annotation, mpp, locale)].filter(Boolean).join(' · ');
}
