import { fittedView, type Similarity } from '@parfocal/shared/geometry';
import type { RoomPane } from '@parfocal/shared/protocol';
import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { ledLook, DEFAULT_APPEARANCE, sharedLook, type Unsubscribe } from '@/viewer';
import type { LinkedPane, RelationTo } from './linked-pane';
import { type Comparison, SESSION_PANE } from './useComparison';

interface Collaborators {
  comparison: Comparison;
  /** Those that have a slide on their viewer. */
  panes: Ref<readonly LinkedPane[]>;
  isLinked: Ref<boolean>;
  relationTo: RelationTo;
}

/** The panes beside the session's as the room sees them: told by the presenter, taken by who follows. */
export function useSharedPanes({ comparison, panes, isLinked, relationTo }: Collaborators) {
  /** Counts what a presenter's room has to hear of. */
  const changes = ref(0);
  const led = shallowRef<readonly RoomPane[]>();
  /** As a pane was last told, so that what a follower set there for their own eyes stands. */
  const worn = new Map<number, RoomPane>();
  let stops: Unsubscribe[] = [];

  const paneOf = (key: number): LinkedPane | undefined => panes.value.find((pane) => pane.key === key);
  const told = (key: number): RoomPane | undefined => led.value?.[comparison.references.value.findIndex((pane) => pane.key === key)];
  const count = (): void => void changes.value++;

  watch(
    panes,
    (all) => {
      for (const stop of stops) stop();
      const beside = all.filter(({ key }) => key !== SESSION_PANE);
      stops = beside.flatMap(({ viewer }) => [viewer.onAppearance(count), viewer.onView(() => !isLinked.value && count())]);
      count();
    },
    { immediate: true },
  );
  watch([comparison.references, isLinked], count);
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });

  /** Puts what the room sees into the panes that have a slide by now. */
  const wear = (): void => {
    comparison.references.value.forEach(({ key }, i) => {
      const [pane, now, last] = [paneOf(key), led.value?.[i], worn.get(key)];
      if (!pane || !now || pane.slide.id !== now.slideId) return;
      pane.viewer.setAppearance(ledLook(pane.viewer.appearance(), last?.slideId === now.slideId ? last.appearance : undefined, now.appearance));
      worn.set(key, now);
      const own = pane.viewer.view();
      if (now.view && own && !isLinked.value) pane.viewer.show(fittedView(now.view, own));
    });
  };
  watch([led, panes], wear, { flush: 'post' });

  return {
    changes,
    led,
    /** How the presenter sees a linked pane, while they are followed. */
    ledRelation: (pane: LinkedPane): Similarity | undefined => told(pane.key)?.relation ?? undefined,
    describe: (): RoomPane[] =>
      comparison.references.value.map(({ key, slideId }) => {
        const pane = paneOf(key);
        const isThere = pane?.slide.id === slideId;
        const view = (isThere && !isLinked.value && pane.viewer.view()) || null;
        return {
          slideId,
          appearance: sharedLook(isThere ? pane.viewer.appearance() : DEFAULT_APPEARANCE),
          relation: (isThere && isLinked.value && relationTo(pane)) || null,
          view: view && { x: view.x, y: view.y, resolution: view.resolution, rotation: view.rotation, widthPx: Math.round(view.widthPx), heightPx: Math.round(view.heightPx) },
        };
      }),
    /** Takes what the room sees beside its slide. */
    take(wanted: readonly RoomPane[], areLinked: boolean): void {
      const slideIds = wanted.map(({ slideId }) => slideId);
      if (slideIds.join() !== comparison.references.value.map(({ slideId }) => slideId).join()) comparison.take(slideIds);
      isLinked.value = areLinked;
      led.value = wanted;
    },
    /** The panes are one's own again, as they are. */
    letGo(): void {
      led.value = undefined;
      worn.clear();
    },
    shows: (wanted: readonly RoomPane[]): boolean => wanted.map(({ slideId }) => slideId).join() === comparison.references.value.map(({ slideId }) => slideId).join(),
  };
}
