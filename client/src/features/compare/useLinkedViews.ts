import { carriedView, inverseOf, type SlideView } from '@parfocal/shared/geometry';
import { onScopeDispose, type Ref, watch } from 'vue';
import type { Unsubscribe, ViewCause } from '@/viewer';
import type { LinkedPane, RelationTo } from './linked-pane';
import { SESSION_PANE } from './useComparison';

/** Who moved last by hand leads for so long: what the others report meanwhile is only the echo of that. */
const LEADS_MS = 250;

interface Collaborators {
  panes: Ref<readonly LinkedPane[]>;
  isLinked: Ref<boolean>;
  relationTo: RelationTo;
  /** A hand on another pane is about to move the session's. */
  beforeMove: () => void;
  now?: () => number;
}

/** Panning, zooming or turning one pane takes the linked ones along, by the relations of their slides. */
export function useLinkedViews({ panes, isLinked, relationTo, beforeMove, now = () => performance.now() }: Collaborators) {
  let leader: { readonly key: number; readonly untilMs: number } | undefined;
  let stops: Unsubscribe[] = [];

  /** Shows in every other pane what `from` shows. */
  const spread = (from: LinkedPane, view: SlideView): void => {
    const back = relationTo(from);
    if (!back) return;
    const session = carriedView(inverseOf(back), view);
    for (const pane of panes.value) {
      const relation = pane.key === from.key ? undefined : relationTo(pane);
      if (relation) pane.viewer.show(carriedView(relation, session));
    }
  };
  const moved = (pane: LinkedPane, view: SlideView, cause: ViewCause): void => {
    if (!isLinked.value || panes.value.length < 2) return;
    const atMs = now();
    const isLed = leader !== undefined && leader.key !== pane.key && atMs < leader.untilMs;
    if (cause === 'hand') {
      if (pane.key !== SESSION_PANE) beforeMove();
      leader = { key: pane.key, untilMs: atMs + LEADS_MS };
    } else if (pane.key !== SESSION_PANE || isLed) return; // beside the session's, only a hand is news
    spread(pane, view);
  };

  watch(
    panes,
    (all) => {
      for (const stop of stops) stop();
      stops = all.map((pane) => pane.viewer.onView((view, cause) => moved(pane, view, cause)));
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });

  return {
    /** Brings every linked pane to where the session's is. */
    align(): void {
      const session = panes.value.find(({ key }) => key === SESSION_PANE);
      const view = session?.viewer.view();
      if (isLinked.value && session && view) spread(session, view);
    },
  };
}
