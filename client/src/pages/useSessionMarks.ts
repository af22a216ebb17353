import { type CaseRole, mayAnnotate, type SlideDetail } from '@parfocal/shared/api';
import type { DocumentName } from '@parfocal/shared/protocol';
import { computed, type Ref } from 'vue';
import { type CaseVocabulary, useAnnotations, useAnnotationTools, useSlideDocument } from '@/features/annotations';
import { belongsElsewhere, mppOf } from '@/features/microscope';
import type { SlideViewer } from '@/viewer';

interface Collaborators {
  viewer: SlideViewer;
  caseId: Ref<string | undefined>;
  /** The slide in the window, not one that is still on its way: a shape belongs to what it was drawn on. */
  slide: Ref<SlideDetail | undefined>;
  role: Ref<CaseRole | undefined>;
  personId: string;
  vocabulary: CaseVocabulary;
  beforeJump: () => void;
}

/** What is drawn on the session's slide: its document, its annotations and the tools that make them. */
export function useSessionMarks({ viewer, caseId, slide, role, personId, vocabulary, beforeJump }: Collaborators) {
  const canDraw = computed(() => role.value !== undefined && mayAnnotate(role.value));
  const name = computed<DocumentName | undefined>((before) => {
    const slideId = slide.value?.id;
    if (before && before.caseId === caseId.value && before.slideId === slideId) return before;
    return caseId.value && slideId ? { caseId: caseId.value, slideId, layer: 'case' } : undefined;
  });
  const slideDocument = useSlideDocument({ name, personId });
  const annotations = useAnnotations({ doc: slideDocument.doc, personId });
  const tools = useAnnotationTools({
    viewer, annotations, mpp: computed(() => mppOf(slide.value)), personId, canDraw, planes: computed(() => slide.value?.image.zPlanes ?? 1), classes: vocabulary, isElsewhere: belongsElsewhere, beforeJump,
  });
  return { canDraw, slideDocument, annotations, tools };
}
