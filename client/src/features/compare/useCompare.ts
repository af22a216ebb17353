import type { SlideDetail, SlideSummary } from '@parfocal/shared/api';
import { computed, nextTick, type Ref, ref, shallowReactive, watch } from 'vue';
import type { SlideViewer } from '@/viewer';
import type { SessionSocket } from '@/wire';
import type { LinkedPane } from './linked-pane';
import { useAligning } from './useAligning';
import { useAlignments } from './useAlignments';
import { SESSION_PANE, useComparison } from './useComparison';
import { useLinkedViews } from './useLinkedViews';
import { useMirrorPointer } from './useMirrorPointer';
import { useRelations } from './useRelations';
import { useSharedPanes } from './useSharedPanes';

interface Collaborators {
  socket: SessionSocket;
  caseId: Ref<string | undefined>;
  slides: Ref<readonly SlideSummary[]>;
  /** The session's pane. */
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
  /** The slide in the session's pane, or on its way there. */
  slideId: Ref<string | undefined>;
  /** A hand on another pane is about to move the session's: whoever is followed is let go. */
  beforeMove: () => void;
}

/** Several slides side by side: the panes, their links, and how their slides are aligned. */
export function useCompare({ socket, caseId, slides, viewer, slide, slideId, beforeMove }: Collaborators) {
  const comparison = useComparison({ slides, current: slideId });
  const shown = shallowReactive(new Map<number, LinkedPane>());
  const panes = computed<readonly LinkedPane[]>(() => [
    ...(slide.value ? [{ key: SESSION_PANE, viewer, slide: slide.value }] : []),
    ...comparison.references.value.flatMap(({ key }) => shown.get(key) ?? []),
  ]);
  const isLinked = ref(true);
  const aligning = useAligning();
  const stored = useAlignments({ socket, caseId, isWanted: comparison.isOpen });
  const relations = useRelations({ panes, alignments: stored.alignments });
  /** While a pane is being aligned, it is where its landmarks say. */
  const relationTo = (pane: LinkedPane) => (pane.key === aligning.paneKey.value && aligning.preview.value) || shared.ledRelation(pane) || relations.relationTo(pane);
  const shared = useSharedPanes({ comparison, panes, isLinked, relationTo });
  /** While landmarks are sought, each slide is looked at by itself. */
  const areTogether = computed(() => isLinked.value && (aligning.paneKey.value === undefined || aligning.similarity.value !== undefined));
  const links = useLinkedViews({ panes, isLinked: areTogether, relationTo, beforeMove });
  const mirror = useMirrorPointer({ panes, isLinked: areTogether, relationTo });

  watch([panes, stored.alignments, aligning.preview, areTogether, shared.led], async () => {
    await nextTick(); // the session's slide is on its viewer after this
    links.align();
  });
  watch([comparison.references, slide], () => {
    // Landmarks belong to two slides: with another one in a pane they say nothing.
    const key = aligning.paneKey.value;
    if (key !== undefined) aligning.stop();
  });

  const paneOf = (key: number): LinkedPane | undefined => panes.value.find((pane) => pane.key === key);

  return {
    ...comparison,
    isLinked,
    shared,
    aligning,
    pointersInSession: mirror.inSession,
    /** A pane has a slide on its viewer, or none any more. */
    register(key: number, pane: Omit<LinkedPane, 'key'> | undefined): void {
      if (pane) shown.set(key, { key, ...pane });
      else shown.delete(key);
    },
    toggleLink(): void {
      if (!isLinked.value) relations.linkAsSeen();
      isLinked.value = !isLinked.value;
    },
    startAligning(key: number): void {
      const pane = paneOf(key);
      if (pane && pane.slide.id !== slide.value?.id) aligning.start(key, relations.relationTo(pane));
    },
    /** Throws {@link ApiError}. */
    async saveAlignment(): Promise<void> {
      const pane = aligning.paneKey.value === undefined ? undefined : paneOf(aligning.paneKey.value);
      const found = aligning.similarity.value;
      if (!pane || !found || !slide.value) return;
      await stored.save(slide.value.id, pane.slide.id, found);
      isLinked.value = true;
      aligning.stop();
    },
    isAligned: (slideId: string): boolean => slide.value !== undefined && stored.has(slide.value.id, slideId),
    forgetAlignment: async (slideId: string): Promise<void> => {
      if (slide.value) await stored.forget(slide.value.id, slideId);
    },
  };
}

export type Compare = ReturnType<typeof useCompare>;
