import type { SlidePoint } from '@parfocal/shared/geometry';
import type { SlideViewer } from '../slide-viewer';

/** A press that moved farther than this, in CSS pixels, was a pan. */
const STILL_PX = 4;

/**
 * Hears clicks of the main button that moved nothing, with the place on the slide; panning and zooming go on as ever. `isMeant` may leave out a press.
 * Returns what ends it.
 */
export function onStillClick(element: HTMLElement, viewer: SlideViewer, onClick: (at: SlidePoint) => void, isMeant: (press: PointerEvent) => boolean = () => true): () => void {
  let at: SlidePoint | null = null;
  let pressed: { x: number; y: number } | undefined;
  const unpoint = viewer.onPointer((point) => (at = point));

  const press = (event: PointerEvent): void => {
    pressed = event.button === 0 && event.isPrimary && isMeant(event) ? { x: event.clientX, y: event.clientY } : undefined;
  };
  const release = (event: PointerEvent): void => {
    const isClick = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= STILL_PX;
    pressed = undefined;
    if (isClick && at) onClick(at);
  };
  element.addEventListener('pointerdown', press);
  element.addEventListener('pointerup', release);
  return () => {
    element.removeEventListener('pointerdown', press);
    element.removeEventListener('pointerup', release);
    unpoint();
  };
}
