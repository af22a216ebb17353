import { type CaseRole, mayAnnotate, type SlideDetail } from '@parfocal/shared/api';
import type { DocumentName } from '@parfocal/shared/protocol';
import { computed, type Ref } from 'vue';
import { type CaseVocabulary, useAnnotationTools, useLayers } from '@/features/annotations';
import { belongsElsewhere, mppOf } from '@/features/microscope';
import type { SlideViewer } from '@/viewer';
import type { SessionSocket } from '@/wire';

interface Collaborators {
  socket: SessionSocket;
  sessionId: string;
  viewer: SlideViewer;
  caseId: Ref<string | undefined>;
  /** The slide in the window, not one that is still on its way: a shape belongs to what it was drawn on. */
  slide: Ref<SlideDetail | undefined>;
  role: Ref<CaseRole | undefined>;
  personId: string;
  nameOf: (personId: string) => string | undefined;
  vocabulary: CaseVocabulary;
  beforeJump: () => void;
  onChoose: () => void;
}

/** What is drawn on the session's slide: its layers, the annotations in all of them, and the tools that make them. */
export function useSessionMarks({ socket, sessionId, viewer, caseId, slide, role, personId, nameOf, vocabulary, beforeJump, onChoose }: Collaborators) {
  const canDraw = computed(() => role.value !== undefined && mayAnnotate(role.value));
  const place = computed<Omit<DocumentName, 'layer'> | undefined>((before) => {
    const slideId = slide.value?.id;
    if (before && before.caseId === caseId.value && before.slideId === slideId) return before;
    return caseId.value && slideId ? { caseId: caseId.value, slideId } : undefined;
  });
  const layers = useLayers({ socket, place, sessionId, personId, canDraw, nameOf });
  const { annotations, document: slideDocument } = layers;
  const tools = useAnnotationTools({
    viewer, annotations, mpp: computed(() => mppOf(slide.value)), personId, canDraw, planes: computed(() => slide.value?.image.zPlanes ?? 1), classes: vocabulary, isElsewhere: belongsElsewhere, beforeJump, onChoose,
  });
  return { canDraw, layers, slideDocument, annotations, tools };
}
