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
    step(by: 1 | -1): void {
      const next = neighbourOf(tabs.value, current.value, by);
      if (next) open(next);
    },
  };
}

/** The next slide that can be shown, or the one before, round and round. */
export function neighbourOf(slides: readonly SlideSummary[], current: string | undefined, by: 1 | -1): string | undefined {
  const able = slides.filter(({ id, state }) => state === 'ready' || id === current);
  const at = able.findIndex(({ id }) => id === current);
  return able.length < 2 || at < 0 ? able[0]?.id : able[(at + by + able.length) % able.length]!.id;
}

export type SlideTabs = ReturnType<typeof useSlideTabs>;
