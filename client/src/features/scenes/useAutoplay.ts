import { onScopeDispose, ref, type Ref, watch } from 'vue';

/** Seconds a scene that are offered; 0: by hand. */
export const AUTOPLAY_S = [0, 5, 10, 20, 60] as const;

/** Marks what may be used while scenes play by themselves. */
export const AUTOPLAY_CONTROLS = 'data-autoplay-controls';

interface Collaborators {
  /** The scene on the screen, `undefined` while none is played. */
  current: Ref<{ readonly id: string } | undefined>;
  /** `false` where there is no next one. */
  next: () => boolean;
}

/** Plays scenes by themselves, until the last, or until the person lays hand on anything. */
export function useAutoplay({ current, next }: Collaborators) {
  const everyS = ref(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => void (everyS.value = 0);
  const onInput = ({ target }: Event): void => {
    if (!(target instanceof Element && target.closest(`[${AUTOPLAY_CONTROLS}]`))) stop();
  };
  const inputs = ['pointerdown', 'wheel', 'keydown'] as const;
  const listen = (isOn: boolean): void => {
    for (const input of inputs) {
      document.removeEventListener(input, onInput, true);
      if (isOn) document.addEventListener(input, onInput, { capture: true, passive: true });
    }
  };
  watch([everyS, () => current.value?.id], ([seconds, id]) => {
    clearTimeout(timer);
    listen(seconds > 0);
    if (seconds === 0) return;
    if (id === undefined) stop();
    else timer = setTimeout(() => next() || stop(), seconds * 1000);
  }, { flush: 'sync' });
  onScopeDispose(() => {
    clearTimeout(timer);
    listen(false);
  });

  return { everyS, stop };
}

export type Autoplay = ReturnType<typeof useAutoplay>;
