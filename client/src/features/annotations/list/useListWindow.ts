import { computed, onMounted, onScopeDispose, type Ref, ref } from 'vue';
import { type ListPlace, listWindow, rowTop } from './list-window';

/** Until the list has been measured, and where nothing can be. */
const UNMEASURED_PX = 640;

/** Keeps of a long list only those rows drawn that are near what is seen. */
export function useListWindow(scroller: Ref<HTMLElement | null>, place: Ref<ListPlace>) {
  const scrolledPx = ref(0);
  const seenPx = ref(UNMEASURED_PX);
  let sizes: ResizeObserver | undefined;

  onMounted(() => {
    const element = scroller.value;
    if (!element || typeof ResizeObserver === 'undefined') return;
    sizes = new ResizeObserver(() => (seenPx.value = element.clientHeight || UNMEASURED_PX));
    sizes.observe(element);
  });
  onScopeDispose(() => sizes?.disconnect());

  return {
    shown: computed(() => listWindow(place.value, scrolledPx.value, seenPx.value)),
    onScroll: (): void => void (scrolledPx.value = scroller.value?.scrollTop ?? 0),
    /** Brings a row into sight, if it is not. */
    show(index: number): void {
      const element = scroller.value;
      if (!element) return;
      const [top, bottom] = [rowTop(place.value, index), rowTop(place.value, index + 1)];
      const low = bottom - seenPx.value;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (element.scrollTop < low) element.scrollTop = Math.min(top, low);
      scrolledPx.value = element.scrollTop;
    },
  };
}
