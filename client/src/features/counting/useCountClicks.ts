import type { SlidePoint } from '@parfocal/shared/geometry';
import { onScopeDispose, type Ref, watch } from 'vue';
import type { SlideViewer } from '@/viewer';

/** A press that moved farther than this, in CSS pixels, was a pan. */
const STILL_PX = 4;

interface Collaborators {
  element: HTMLElement;
  viewer: SlideViewer;
  isOn: Ref<boolean>;
  /** Keys that a field, a menu or a dialog needs for itself. */
  isElsewhere: (event: Event) => boolean;
  onCount: (at: SlidePoint) => void;
  onTakeBack: () => void;
}

/** While it is on, a click or X counts what is under the pointer, and Backspace takes the last one back. Panning goes on as ever. */
export function useCountClicks({ element, viewer, isOn, isElsewhere, onCount, onTakeBack }: Collaborators): void {
  let at: SlidePoint | null = null;
  let pressed: { x: number; y: number } | undefined;
  const unpoint = viewer.onPointer((point) => (at = point));

  const press = (event: PointerEvent): void => {
    pressed = event.button === 0 && event.isPrimary && !event.shiftKey ? { x: event.clientX, y: event.clientY } : undefined;
  };
  const release = (event: PointerEvent): void => {
    const isClick = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= STILL_PX;
    pressed = undefined;
    if (isClick && at) onCount(at);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return;
    if (event.key === 'Backspace') onTakeBack();
    else if (event.key.toLowerCase() === 'x') {
      if (at && !event.repeat) onCount(at);
    } else return;
    // Backspace would otherwise take what is selected.
    event.preventDefault();
  };
  const stop = (): void => {
    element.removeEventListener('pointerdown', press);
    element.removeEventListener('pointerup', release);
    document.removeEventListener('keydown', onKey, true);
  };
  watch(
    isOn,
    (on) => {
      stop();
      if (!on) return;
      element.addEventListener('pointerdown', press);
      element.addEventListener('pointerup', release);
      document.addEventListener('keydown', onKey, true);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop();
    unpoint();
  });
}
