import type { Annotation } from '@parfocal/shared/annotation';
import type { SlideDetail } from '@parfocal/shared/api';
import type { Place } from '@parfocal/shared/protocol';
import { nextTick, type Ref, watch } from 'vue';
import type { SessionSlides } from '@/features/session';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';
import type { useSessionMarks } from './useSessionMarks';

interface Collaborators {
  viewer: SlideViewer;
  slides: SessionSlides;
  marks: Pick<ReturnType<typeof useSessionMarks>, 'annotations' | 'layers' | 'slideDocument' | 'tools'>;
  /** To go somewhere is to look around: whoever is followed is let go. */
  beforeMove: () => void;
}

interface Wanted extends Place {
  /** Done once the slide is on the screen, before its view is shown. */
  readonly dress: ((slide: SlideDetail) => void) | undefined;
}

const FLIGHT_MS = 300;

/** Goes to a place that somebody named: its slide, there its view, and there its annotation once that is here. */
export function useGoTo({ viewer, slides, marks, beforeMove }: Collaborators) {
  const toasts = useToasts();
  let wanted: Wanted | undefined;
  let sought: { readonly slideId: string; readonly id: string; readonly hasView: boolean } | undefined;

  const arrive = (slide: SlideDetail | undefined, durationMs: number): void => {
    if (!wanted || slide?.id !== wanted.slideId) return;
    const { view, mark, dress } = wanted;
    wanted = undefined;
    dress?.(slide);
    if (view) viewer.show(view, durationMs);
    sought = mark ? { slideId: slide.id, id: mark.id, hasView: view !== null } : undefined;
    if (mark) marks.layers.visit(mark.layer);
    // Only then is a layer that is opened for it among those that are still loading.
    void nextTick(() => seek(marks.annotations.annotations.value));
  };
  const seek = (annotations: readonly Annotation[]): void => {
    if (!sought || slides.slide.value?.id !== sought.slideId) return;
    const { id, hasView } = sought;
    const found = annotations.find((one) => one.id === id);
    if (!found && marks.slideDocument.state.value.kind !== 'saved') return;
    sought = undefined;
    if (!found) toasts.say(t('views.goneMark'));
    else if (hasView) marks.tools.select(found.id);
    else marks.tools.jumpTo(found);
  };
  // After the viewer was given the slide, which it shows whole at first.
  watch(slides.slide as Ref<SlideDetail | undefined>, (slide) => arrive(slide, 0), { flush: 'post' });
  watch([marks.annotations.annotations, marks.slideDocument.state], ([annotations]) => seek(annotations));

  return (place: Place, dress?: Wanted['dress']): void => {
    if (!slides.record.value?.slides.some(({ id }) => id === place.slideId)) return void toasts.say(t('views.goneSlide'));
    beforeMove();
    sought = undefined;
    wanted = { ...place, dress };
    const isHere = slides.slideId.value === place.slideId && slides.slide.value?.id === place.slideId;
    if (isHere) arrive(slides.slide.value, FLIGHT_MS);
    else void slides.open(place.slideId);
  };
}
