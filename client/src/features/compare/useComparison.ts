import { partsOfSlideName, type SlideSummary } from '@parfocal/shared/api';
import { computed, type Ref, ref, shallowRef } from 'vue';

/** The pane that the session knows of; the others are for one's own eyes. */
export const SESSION_PANE = 0;
export const MOST_PANES = 4;

/** A pane beside the session's. */
export interface ReferencePane {
  /** Never used twice, so that a pane keeps its viewer whatever happens beside it. */
  readonly key: number;
  readonly slideId: string;
}

interface Collaborators {
  slides: Ref<readonly SlideSummary[]>;
  /** The slide in the session's pane. */
  current: Ref<string | undefined>;
}

/** How many panes there are, which slide is in each, and which has the keyboard. */
export function useComparison({ slides, current }: Collaborators) {
  const references = shallowRef<readonly ReferencePane[]>([]);
  const active = ref(SESSION_PANE);
  let last = SESSION_PANE;

  const partOf = (slideId: string | undefined): string | undefined => {
    const slide = slides.value.find(({ id }) => id === slideId);
    return slide && partsOfSlideName(slide.name).part;
  };
  /**
   * A slide that is in no pane yet: first another stain of the same part, since that is what one compares; one that waits for a
   * rescan last. Else the session's once more: two places of one slide are compared too.
   */
  const another = (): string | undefined => {
    const shown = new Set([current.value, ...references.value.map(({ slideId }) => slideId)]);
    const free = slides.value.filter(({ id, state }) => state === 'ready' && !shown.has(id));
    const fit = free.filter(({ verdict }) => verdict !== 'rejected');
    const part = partOf(current.value);
    return (fit.find(({ id }) => partOf(id) === part) ?? fit[0] ?? free[0])?.id ?? current.value;
  };
  const activate = (key: number): void => {
    active.value = references.value.some((pane) => pane.key === key) ? key : SESSION_PANE;
  };

  return {
    references,
    active,
    count: computed(() => references.value.length + 1),
    /** The slide in the pane that has the keyboard. */
    activeSlideId: computed(() => references.value.find(({ key }) => key === active.value)?.slideId ?? current.value),
    isOpen: computed(() => references.value.length > 0),
    activate,
    /** To 2, 3 or 4 panes, or back to 1. */
    split(count: number): void {
      references.value = references.value.slice(0, Math.max(0, count - 1));
      while (references.value.length < Math.min(count, MOST_PANES) - 1) {
        const slideId = another();
        if (!slideId) break;
        references.value = [...references.value, { key: ++last, slideId }];
      }
      activate(active.value);
    },
    choose(key: number, slideId: string): void {
      references.value = references.value.map((pane) => (pane.key === key ? { ...pane, slideId } : pane));
    },
    /** As many panes as `slideIds`, in their order; a pane that stays keeps its viewer. */
    take(slideIds: readonly string[]): void {
      references.value = slideIds.map((slideId, i) => ({ key: references.value[i]?.key ?? ++last, slideId }));
      activate(active.value);
    },
    remove(key: number): void {
      references.value = references.value.filter((pane) => pane.key !== key);
      activate(active.value);
    },
    /** The keyboard goes to the next pane, round and round. */
    next(): void {
      const keys = [SESSION_PANE, ...references.value.map(({ key }) => key)];
      activate(keys[(keys.indexOf(active.value) + 1) % keys.length]!);
    },
  };
}

export type Comparison = ReturnType<typeof useComparison>;
