import type { SlidePoint } from '@parfocal/shared/geometry';
import { onScopeDispose, ref, shallowRef } from 'vue';
import type { PointerMark, SlideViewer } from '@/viewer';

/** As `KeyboardEvent.key` has it, in either case. */
export const LASER_KEY = 'D';

interface Collaborators {
  viewer: SlideViewer;
  /** Keys that a field, a menu or a dialog needs for itself. */
  isElsewhere: (event: Event) => boolean;
  mayPoint: () => boolean;
  /** CSS colour of this person. */
  colour: () => string;
}

/** The laser, for as long as its key is held. One's own trail is drawn too: whoever points wants to see what the others see. */
export function useLaser({ viewer, isElsewhere, mayPoint, colour }: Collaborators) {
  const isOn = ref(false);
  const at = shallowRef<SlidePoint | null>(null);
  const unwatch = viewer.onPointer((now) => (at.value = now));

  const isKey = ({ key }: KeyboardEvent): boolean => key.toUpperCase() === LASER_KEY;
  const down = (event: KeyboardEvent): void => {
    if (!isKey(event) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isElsewhere(event)) return;
    if (mayPoint()) isOn.value = true;
  };
  const up = (event: KeyboardEvent): void => {
    if (isKey(event)) isOn.value = false;
  };
  /** A key that goes up in another window is never told of. */
  const off = (): void => void (isOn.value = false);
  document.addEventListener('keydown', down);
  document.addEventListener('keyup', up);
  window.addEventListener('blur', off);
  onScopeDispose(() => {
    unwatch();
    document.removeEventListener('keydown', down);
    document.removeEventListener('keyup', up);
    window.removeEventListener('blur', off);
  });

  return {
    isOn: isOn,
    /** One's own laser, to be drawn beside the others'; reactive. */
    own: (): PointerMark[] => (isOn.value && at.value ? [{ key: 'own-laser', at: at.value, name: '', colour: colour(), stale: false, isLaser: true }] : []),
  };
}
