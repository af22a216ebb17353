import { onScopeDispose, ref } from 'vue';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';
import type { Appearance } from './useAppearance';

/** Glass lets nearly all light through. What is darker is tissue or dirt, and as white would wash out the slide. */
const DARKEST_GLASS = 128;

/** Makes the glass of a scan white: the person shows where bare glass is. */
export function useWhitePoint({ viewer, appearance }: { viewer: SlideViewer; appearance: Appearance }) {
  const toasts = useToasts();
  const isPicking = ref(false);
  let giveUp = (): void => undefined;

  const end = (): void => {
    isPicking.value = false;
    document.removeEventListener('keydown', onKey, { capture: true });
  };
  /** Wherever the focus is, and before anything else that Escape would end. */
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  const pick = (): void => {
    isPicking.value = true;
    document.addEventListener('keydown', onKey, { capture: true });
    giveUp = viewer.pickPoint((at) => {
      end();
      const colour = at && viewer.pixelAt(at);
      if (!at) return;
      if (colour && Math.min(...colour) >= DARKEST_GLASS) appearance.change({ whitePoint: colour });
      else toasts.say(t('image.notGlass'));
    });
  };
  const cancel = (): void => {
    end();
    giveUp();
  };
  onScopeDispose(cancel);

  return { isPicking, pick, cancel };
}

export type WhitePoint = ReturnType<typeof useWhitePoint>;
