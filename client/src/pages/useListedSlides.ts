import type { Annotation } from '@parfocal/shared/annotation';
import type { SlideSummary } from '@parfocal/shared/api';
import { computed, type Ref, ref, watch } from 'vue';
import { EVERY_SLIDE, OTHER_SLIDES_MAX, useOtherSlides } from '@/features/annotations';
import { t } from '@/i18n';
import type { SessionSocket } from '@/wire';

interface Collaborators {
  socket: SessionSocket;
  caseId: Ref<string | undefined>;
  slides: Ref<readonly SlideSummary[]>;
  /** The one in view. */
  slideId: Ref<string | undefined>;
  /** Those that were opened on this screen. */
  tabs: Ref<readonly SlideSummary[]>;
  sessionId: string;
  personId: string;
  canDraw: Ref<boolean>;
  nameOf: (personId: string) => string | undefined;
}

/** Of which slides the list shows the annotations: of the one in view, of another of the case, or of all that are open here. */
export function useListedSlides({ slides, slideId, tabs, ...rest }: Collaborators) {
  /** Empty: the slide in view. */
  const choice = ref('');
  const others = computed(() => slides.value.filter(({ id, state }) => state === 'ready' && id !== slideId.value));
  const openOnes = computed(() => others.value.filter(({ id }) => tabs.value.some((tab) => tab.id === id)).slice(-OTHER_SLIDES_MAX));
  const wanted = computed(() => (choice.value === EVERY_SLIDE ? openOnes.value.map(({ id }) => id) : others.value.filter(({ id }) => id === choice.value).map(({ id }) => id)));
  const other = useOtherSlides({ wanted, ...rest });
  // One goes to what is listed: from then on it is the slide in view.
  watch([slideId, others], () => {
    if (choice.value !== '' && choice.value !== EVERY_SLIDE && wanted.value.length === 0) choice.value = '';
  });

  return {
    choice,
    choices: computed(() => [
      { value: '', label: t('annotations.onSlide') },
      ...(openOnes.value.length > 0 ? [{ value: EVERY_SLIDE, label: t('annotations.onOpenSlides', { n: openOnes.value.length + 1 }) }] : []),
      ...others.value.map(({ id, name }) => ({ value: id, label: name })),
    ]),
    annotations: other.annotations,
    docs: other.docs,
    layerWord: (one: Annotation): string | undefined => {
      const layers = other.slides.value.find((open) => open.slideId === other.slideOf.value.get(one))?.layers;
      return layers?.rowOf(one)?.name;
    },
    /** The slide that an annotation of another one is on. */
    slideOf: (one: Annotation): SlideSummary | undefined => {
      const id = other.slideOf.value.get(one);
      return id === undefined ? undefined : slides.value.find((slide) => slide.id === id);
    },
    /** The layer of an annotation on another slide. */
    layerOf: (one: Annotation): string | undefined => other.slides.value.find((open) => open.slideId === other.slideOf.value.get(one))?.layers.layerOf(one),
  };
}
