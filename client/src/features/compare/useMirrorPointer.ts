import { carriedPoint, inverseOf, type SlidePoint } from '@parfocal/shared/geometry';
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type { PointerMark, Unsubscribe } from '@/viewer';
import type { LinkedPane, RelationTo } from './linked-pane';
import { SESSION_PANE } from './useComparison';

const COLOUR = '#ffffff';

interface Collaborators {
  panes: Ref<readonly LinkedPane[]>;
  isLinked: Ref<boolean>;
  relationTo: RelationTo;
}

/**
 * The person's own pointer at the same place of the other linked slides. For the session's pane it is handed out, since
 * colleagues' pointers are drawn there together with it.
 */
export function useMirrorPointer({ panes, isLinked, relationTo }: Collaborators) {
  const inSession = shallowRef<readonly PointerMark[]>([]);
  let stops: Unsubscribe[] = [];

  const show = (pane: LinkedPane, at: SlidePoint | undefined): void => {
    const marks: readonly PointerMark[] = at ? [{ key: 'mirror', at, name: '', colour: COLOUR, stale: false }] : [];
    if (pane.key === SESSION_PANE) inSession.value = marks;
    else pane.viewer.setPointers(marks);
  };
  const pointed = (from: LinkedPane, at: SlidePoint | null): void => {
    const back = isLinked.value ? relationTo(from) : undefined;
    const session = at && back ? carriedPoint(inverseOf(back), at) : undefined;
    for (const pane of panes.value) {
      const relation = session && pane.key !== from.key ? relationTo(pane) : undefined;
      show(pane, session && relation && carriedPoint(relation, session));
    }
  };

  watch(
    panes,
    (all) => {
      for (const stop of stops) stop();
      inSession.value = [];
      stops = all.map((pane) => pane.viewer.onPointer((at) => pointed(pane, at)));
    },
    { immediate: true },
  );
  watch(isLinked, () => panes.value.forEach((pane) => show(pane, undefined)));
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });

  return { inSession };
}
