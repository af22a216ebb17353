import type { SlideDetail } from '@parfocal/shared/api';
import type { DocumentName, ErrorCode } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { errorCodeOf } from '@/api';
import { useAnnotations, useShownAnnotations, useSlideDocument } from '@/features/annotations';
import { useLandmarkClicks } from '@/features/compare';
import { mppOf, useMicroscope } from '@/features/microscope';
import { locale, t } from '@/i18n';
import { createSlideViewer } from '@/viewer';
import type { SessionRoomParts } from './useSessionRoom';

interface Collaborators {
  room: SessionRoomParts;
  /** The pane's key. */
  key: number;
  slideId: Ref<string>;
}

/** A pane beside the session's: a viewer of its own with a slide of its own, and what is drawn on that, to be read. */
export function useReferencePane({ room, key, slideId }: Collaborators) {
  const { session, slides, compare, hands } = room;
  const element = document.createElement('div');
  const viewer = createSlideViewer(element, { label: t('viewer.slide') });
  watch(locale, () => element.setAttribute('aria-label', t('viewer.slide')));
  const slide = shallowRef<SlideDetail>();
  const trouble = ref<ErrorCode>();
  const microscope = useMicroscope({ viewer, slide });
  hands.set(key, { viewer, microscope });

  const isDamaged = computed(() => slides.record.value?.slides.some(({ id, state }) => id === slideId.value && state === 'damaged') ?? false);
  const open = async (): Promise<void> => {
    const id = slideId.value;
    trouble.value = undefined;
    try {
      const detail = await slides.detailOf(id);
      if (id === slideId.value && !isOver) slide.value = detail;
    } catch (error) {
      if (id !== slideId.value) return;
      slide.value = undefined;
      trouble.value = errorCodeOf(error);
    }
  };
  let isOver = false;
  watch(slideId, open, { immediate: true });
  watch([slide, isDamaged], ([detail, damaged]) => {
    const shown = (!damaged && detail) || undefined;
    viewer.open(shown ?? null);
    compare.register(key, shown && { viewer, slide: shown });
  });

  // Of the session's own slide there is a document already.
  const isSessions = computed(() => slide.value !== undefined && slide.value.id === slides.slide.value?.id);
  const name = computed<DocumentName | undefined>(() => {
    const [caseId, id] = [session.caseId.value, slide.value?.id];
    return caseId && id && !isSessions.value ? { caseId, slideId: id, layer: 'case' } : undefined;
  });
  const own = useAnnotations({ doc: useSlideDocument({ name, personId: room.personId }).doc, personId: room.personId });
  const annotations = computed(() => (isSessions.value ? room.annotations.annotations.value : own.annotations.value));
  useShownAnnotations({ viewer, annotations, mpp: computed(() => mppOf(slide.value)), classOf: room.vocabulary.classOf });

  const isAligning = computed(() => compare.aligning.paneKey.value === key);
  useLandmarkClicks({ element, viewer, isOn: isAligning, onPlace: (at) => compare.aligning.place('reference', at) });

  onScopeDispose(() => {
    isOver = true;
    compare.register(key, undefined);
    hands.delete(key);
    viewer.dispose();
  });

  return { element, viewer, slide, trouble, isDamaged, microscope, isAligning, open };
}
