import type { Annotation } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import { type Ref, watch } from 'vue';
import { locale } from '@/i18n';
import type { SlideViewer } from '@/viewer';
import { annotationMark } from './annotation-mark';
import type { ClassOf } from './classes/class-of';

interface Collaborators {
  viewer: SlideViewer;
  annotations: Ref<readonly Annotation[]>;
  mpp: Ref<Mpp | undefined>;
  classOf: Ref<ClassOf>;
}

/** Draws annotations to be read, not to be changed. A viewer that opens another slide forgets them, so they are told again with its scale. */
export function useShownAnnotations({ viewer, annotations, mpp, classOf }: Collaborators): void {
  watch(
    [annotations, mpp, locale, classOf],
    () => {
      const words = { mpp: mpp.value, locale: locale.value, classOf: classOf.value };
      viewer.setAnnotations(annotations.value.map((one) => annotationMark(one, words, false)));
    },
    { immediate: true, flush: 'post' },
  );
}
