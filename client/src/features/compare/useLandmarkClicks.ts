import type { SlidePoint } from '@parfocal/shared/geometry';
import { onScopeDispose, type Ref, watch } from 'vue';
import type { SlideViewer } from '@/viewer';

/** A press that moved farther than this, in CSS pixels, was a pan. */
const STILL_PX = 4;

interface Collaborators {
  element: HTMLElement;
  viewer: SlideViewer;
  isOn: Ref<boolean>;
  onPlace: (at: SlidePoint) => void;
}

/** Clicks on a slide while landmarks are wanted. Panning and zooming go on as ever. */
export function useLandmarkClicks({ element, viewer, isOn, onPlace }: Collaborators): void {
  let at: SlidePoint | null = null;
  let pressed: { x: number; y: number } | undefined;
  const unpoint = viewer.onPointer((point) => (at = point));

  const press = (event: PointerEvent): void => {
    pressed = event.button === 0 && event.isPrimary ? { x: event.clientX, y: event.clientY } : undefined;
  };
  const release = (event: PointerEvent): void => {
    const isClick = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= STILL_PX;
    pressed = undefined;
    if (isClick && at) onPlace(at);
  };
  const stop = (): void => {
    element.removeEventListener('pointerdown', press);
    element.removeEventListener('pointerup', release);
  };
  watch(
    isOn,
    (on) => {
      stop();
      if (!on) return;
      element.addEventListener('pointerdown', press);
      element.addEventListener('pointerup', release);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop();
    unpoint();
  });
}
