import type { Annotation } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import { type Ref, watch } from 'vue';
import { locale } from '@/i18n';
import type { SlideViewer } from '@/viewer';
import { annotationMark } from './annotation-mark';
import type { ClassOf } from './classes/class-of';
import { MarkList } from './mark-list';

interface Collaborators {
  viewer: SlideViewer;
  annotations: Ref<readonly Annotation[]>;
  mpp: Ref<Mpp | undefined>;
  classOf: Ref<ClassOf>;
}

/** Draws annotations to be read, not to be changed. A viewer that opens another slide forgets them, so they are told again with its scale. */
export function useShownAnnotations({ viewer, annotations, mpp, classOf }: Collaborators): void {
  const marks = new MarkList((annotation) => annotationMark(annotation, { mpp: mpp.value, locale: locale.value, classOf: classOf.value }, false));
  watch([mpp, locale, classOf], () => marks.forget(), { flush: 'sync' });
  watch([annotations, mpp, locale, classOf], () => viewer.setAnnotations(marks.of(annotations.value)), { immediate: true, flush: 'post' });
}
