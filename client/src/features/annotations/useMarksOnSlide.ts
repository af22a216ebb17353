import type { Annotation } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import { computed, type Ref, watch } from 'vue';
import { locale } from '@/i18n';
import type { AnnotationMark, SlideViewer } from '@/viewer';
import { annotationMark } from './annotation-mark';
import type { ClassOf } from './classes/class-of';

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
  let drawn = new WeakMap<Annotation, AnnotationMark>();
  /** A single one is drawn as chosen by the viewer itself. */
  const several = computed(() => (picked.value.size > 1 ? picked.value : NOBODY));
  watch([mpp, locale, classOf, canDraw], () => void (drawn = new WeakMap()), { flush: 'sync' });
  watch(
    [annotations, mpp, locale, classOf, canDraw, several],
    ([all]) => {
      const words = { mpp: mpp.value, locale: locale.value, classOf: classOf.value };
      viewer.setAnnotations(
        all.map((annotation) => {
          if (several.value.has(annotation.id)) return annotationMark(annotation, words, mayChange(annotation), true);
          const mark = drawn.get(annotation) ?? annotationMark(annotation, words, mayChange(annotation));
          drawn.set(annotation, mark);
          return mark;
        }),
      );
    },
    { immediate: true },
  );
}
