import type { Annotation } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import { type Ref, watch } from 'vue';
import { locale } from '@/i18n';
import type { SlideViewer } from '@/viewer';
import { annotationMark } from './annotation-mark';

interface Collaborators {
  viewer: SlideViewer;
  annotations: Ref<readonly Annotation[]>;
  mpp: Ref<Mpp | undefined>;
}

/** Draws annotations to be read, not to be changed. A viewer that opens another slide forgets them, so they are told again with its scale. */
export function useShownAnnotations({ viewer, annotations, mpp }: Collaborators): void {
  watch([annotations, mpp, locale], () => viewer.setAnnotations(annotations.value.map((one) => annotationMark(one, mpp.value, locale.value, false))), { immediate: true, flush: 'post' });
}
