import type { SlidePoint } from '@parfocal/shared/geometry';
import { onScopeDispose, type Ref, watch } from 'vue';
import { onStillClick, type SlideViewer } from '@/viewer';

interface Collaborators {
  element: HTMLElement;
  viewer: SlideViewer;
  isOn: Ref<boolean>;
  /** Keys that a field, a menu or a dialog needs for itself. */
  isElsewhere: (event: Event) => boolean;
  onCount: (at: SlidePoint) => void;
  onTakeBack: () => void;
}

/** While it is on, a click or X counts what is under the pointer, and Backspace takes the last one back. */
export function useCountClicks({ element, viewer, isOn, isElsewhere, onCount, onTakeBack }: Collaborators): void {
  let at: SlidePoint | null = null;
  const unpoint = viewer.onPointer((point) => (at = point));
  const unclick = onStillClick(element, viewer, onCount, ({ shiftKey }) => isOn.value && !shiftKey);

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return;
    if (event.key === 'Backspace') onTakeBack();
    else if (event.key.toLowerCase() === 'x') {
      if (at && !event.repeat) onCount(at);
    } else return;
    // Backspace would otherwise take what is selected.
    event.preventDefault();
  };
  const stop = (): void => document.removeEventListener('keydown', onKey, true);
  watch(
    isOn,
    (on) => {
      stop();
      if (on) document.addEventListener('keydown', onKey, true);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop();
    unclick();
    unpoint();
  });
}
