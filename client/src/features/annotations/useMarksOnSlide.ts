import type { Annotation } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import { computed, type Ref, watch } from 'vue';
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
  canDraw: Ref<boolean>;
  picked: Ref<ReadonlySet<string>>;
  mayChange: (annotation: Annotation) => boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Keeps the viewer's annotations as the document has them; what did not change is the same object as before. */
export function useMarksOnSlide({ viewer, annotations, mpp, classOf, canDraw, picked, mayChange }: Collaborators): void {
  /** A single one is drawn as chosen by the viewer itself. */
  const several = computed(() => (picked.value.size > 1 ? picked.value : NOBODY));
  const marks = new MarkList((annotation) => {
    const words = { mpp: mpp.value, locale: locale.value, classOf: classOf.value };
    return annotationMark(annotation, words, mayChange(annotation), several.value.has(annotation.id));
  });
  watch([mpp, locale, classOf, canDraw], () => marks.forget(), { flush: 'sync' });
  watch(several, (now, before) => marks.forgetThese(new Set([...now, ...before])), { flush: 'sync' });
  watch([annotations, mpp, locale, classOf, canDraw, several], ([all]) => viewer.setAnnotations(marks.of(all)), { immediate: true });
}
