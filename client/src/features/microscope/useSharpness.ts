import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Sharpness, SlideViewer } from '@/viewer';

/** A field that is sharp sooner was never seen otherwise: nothing flickers. */
const SHOWN_AFTER_MS = 300;

/** How much of the field is sharp, for a quiet sign while it is not. */
export function useSharpness({ viewer }: { viewer: SlideViewer }) {
  const sharpness = shallowRef<Sharpness>({ visible: 0, missing: 0 });
  const isShown = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const rest = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const stop = viewer.onSharpness((now) => {
    sharpness.value = now;
    if (now.missing > 0) timer ??= setTimeout(() => (isShown.value = true), SHOWN_AFTER_MS);
    else {
      rest();
      isShown.value = false;
    }
  });
  onScopeDispose(() => {
    rest();
    stop();
  });

  return {
    isShown,
    /** Tiles of the field, and those of them that are here. */
    count: computed(() => ({ visible: sharpness.value.visible, sharp: Math.max(0, sharpness.value.visible - sharpness.value.missing) })),
    share: computed(() => (sharpness.value.visible > 0 ? Math.max(0, 1 - sharpness.value.missing / sharpness.value.visible) : 1)),
  };
}
