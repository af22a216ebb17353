import type { SlidePoint } from '@parfocal/shared/geometry';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
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

/** The laser, for as long as its key is held or, with the laser as tool, a press on the slide. One's own trail is drawn too: whoever points wants to see what the others see. */
export function useLaser({ viewer, isElsewhere, mayPoint, colour }: Collaborators) {
  const isKeyHeld = ref(false);
  const isPressed = ref(false);
  const isOn = computed(() => isKeyHeld.value || isPressed.value);
  const at = shallowRef<SlidePoint | null>(null);
  const unwatch = viewer.onPointer((now) => (at.value = now));

  const isKey = ({ key }: KeyboardEvent): boolean => key.toUpperCase() === LASER_KEY;
  const down = (event: KeyboardEvent): void => {
    if (!isKey(event) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isElsewhere(event)) return;
    if (mayPoint()) isKeyHeld.value = true;
  };
  const up = (event: KeyboardEvent): void => {
    if (isKey(event)) isKeyHeld.value = false;
  };
  /** A key that goes up in another window is never told of. */
  const off = (): void => void (isKeyHeld.value = false);
  document.addEventListener('keydown', down);
  document.addEventListener('keyup', up);
  window.addEventListener('blur', off);
  const tool = shallowRef<() => void>();
  const putDown = (): void => {
    tool.value?.();
    tool.value = undefined;
    isPressed.value = false;
  };
  watch(mayPoint, (may) => may || putDown());
  onScopeDispose(() => {
    putDown();
    unwatch();
    document.removeEventListener('keydown', down);
    document.removeEventListener('keyup', up);
    window.removeEventListener('blur', off);
  });

  return {
    isOn,
    /** Whether presses on the slide point instead of moving it. */
    isTool: computed(() => tool.value !== undefined),
    take(): void {
      if (mayPoint()) tool.value ??= viewer.pointOut((isHeld) => (isPressed.value = isHeld));
    },
    /** Tells whether it was in hand. */
    putDown(): boolean {
      const wasTaken = tool.value !== undefined;
      putDown();
      return wasTaken;
    },
    /** One's own laser, to be drawn beside the others'; reactive. */
    own: (): PointerMark[] => (isOn.value && at.value ? [{ key: 'own-laser', at: at.value, name: '', colour: colour(), stale: false, isLaser: true }] : []),
  };
}

export type Laser = ReturnType<typeof useLaser>;
