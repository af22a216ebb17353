import type { SlideSummary } from '@parfocal/shared/api';
import { computed, type Ref, shallowRef, watch } from 'vue';

interface Collaborators {
  /** The slides of the case. */
  slides: Ref<readonly SlideSummary[]>;
  /** The one on the screen, or on its way there. */
  current: Ref<string | undefined>;
  open: (slideId: string) => void;
}

/** The slides that were opened on this screen, in that order, and going to and fro between them. */
export function useSlideTabs({ slides, current, open }: Collaborators) {
  const opened = shallowRef<readonly string[]>([]);
  watch(
    current,
    (id) => {
      if (id && !opened.value.includes(id)) opened.value = [...opened.value, id];
    },
    { immediate: true },
  );
  /** Without those that left the case. */
  const tabs = computed(() => opened.value.flatMap((id) => slides.value.find((slide) => slide.id === id) ?? []));

  const step = (among: readonly SlideSummary[], by: 1 | -1): void => {
    const able = among.filter(({ id, state }) => state === 'ready' || id === current.value);
    if (able.length < 2) return;
    const at = able.findIndex(({ id }) => id === current.value);
    open(able[(Math.max(at, 0) + by + able.length) % able.length]!.id);
  };

  return {
    tabs,
    /** The last one stays: something has to be looked at. Of the open one, its neighbour takes the place. */
    close(slideId: string): void {
      const at = tabs.value.findIndex(({ id }) => id === slideId);
      if (at < 0 || tabs.value.length < 2) return;
      const neighbour = tabs.value[at + 1] ?? tabs.value[at - 1];
      opened.value = opened.value.filter((id) => id !== slideId);
      if (slideId === current.value && neighbour) open(neighbour.id);
    },
    /** To the next or the one before, round and round: of the open ones, or of all slides of the case. */
    stepTab: (by: 1 | -1): void => step(tabs.value, by),
    stepSlide: (by: 1 | -1): void => step(slides.value, by),
  };
}

export type SlideTabs = ReturnType<typeof useSlideTabs>;
