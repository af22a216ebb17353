import type { SlideAlignment } from '@parfocal/shared/api';
import { type Similarity, similarityOfViews } from '@parfocal/shared/geometry';
import { type Ref, shallowRef } from 'vue';
import type { LinkedPane } from './linked-pane';
import { sameMagnification, startingRelation, storedRelation } from './relations';
import { SESSION_PANE } from './useComparison';

interface Collaborators {
  panes: Ref<readonly LinkedPane[]>;
  alignments: Ref<readonly SlideAlignment[]>;
}

const pairKey = (from: string, to: string): string => `${from} ${to}`;

/** How the slide of every pane lies to the session's: as stored, else as a person last linked them, else middle on middle. */
export function useRelations({ panes, alignments }: Collaborators) {
  const asLinked = shallowRef<ReadonlyMap<string, Similarity>>(new Map());
  const session = (): LinkedPane | undefined => panes.value.find(({ key }) => key === SESSION_PANE);

  return {
    relationTo(pane: LinkedPane): Similarity | undefined {
      const from = session()?.slide;
      if (!from) return undefined;
      const stored = storedRelation(alignments.value, from.id, pane.slide.id);
      return stored ?? asLinked.value.get(pairKey(from.id, pane.slide.id)) ?? startingRelation(from, pane.slide);
    },
    /**
     * The panes are linked as they lie now. Only angle and place are taken from the hand: one magnification stays one
     * magnification. A stored alignment was made with care and goes before.
     */
    linkAsSeen(): void {
      const from = session();
      const view = from?.viewer.view();
      if (!from || !view) return;
      const next = new Map(asLinked.value);
      for (const pane of panes.value) {
        const own = pane.viewer.view();
        if (pane.key === SESSION_PANE || !own) continue;
        const resolution = view.resolution * sameMagnification(from.slide, pane.slide);
        next.set(pairKey(from.slide.id, pane.slide.id), similarityOfViews(view, { ...own, resolution }));
      }
      asLinked.value = next;
    },
  };
}
