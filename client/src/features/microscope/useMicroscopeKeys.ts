import { onScopeDispose } from 'vue';
import type { SlideViewer } from '@/viewer';
import { type Microscope, OBJECTIVES } from './useMicroscope';

/** An arrow key moves by this share of the window; with Shift by nearly all of it. */
const STEP = 0.12;
const PAGE = 0.9;
const ZOOM = 1.35;
const TURN_RAD = Math.PI / 12;

interface Collaborators {
  viewer: SlideViewer;
  microscope: Microscope;
}

/** The microscope by keyboard, wherever no field is being typed into. */
export function useMicroscopeKeys({ viewer, microscope }: Collaborators): void {
  const pan = (event: KeyboardEvent, x: number, y: number): void => {
    const view = viewer.view();
    const share = event.shiftKey ? PAGE : STEP;
    if (view) viewer.panBy(x * share * view.widthPx, y * share * view.heightPx);
  };
  const turn = (byRad: number): void => viewer.rotateTo((viewer.view()?.rotation ?? 0) + byRad);

  const actions: Record<string, (event: KeyboardEvent) => void> = {
    ArrowLeft: (event) => pan(event, -1, 0),
    ArrowRight: (event) => pan(event, 1, 0),
    ArrowUp: (event) => pan(event, 0, -1),
    ArrowDown: (event) => pan(event, 0, 1),
    '+': () => viewer.zoomBy(ZOOM),
    '=': () => viewer.zoomBy(ZOOM),
    '-': () => viewer.zoomBy(1 / ZOOM),
    '0': () => viewer.fit(),
    '[': () => turn(-TURN_RAD),
    ']': () => turn(TURN_RAD),
    '\\': () => viewer.rotateTo(0),
  };
  OBJECTIVES.forEach((power, i) => (actions[String(i + 1)] = () => microscope.turnTo(power)));

  const onKey = (event: KeyboardEvent): void => {
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || belongsElsewhere(event)) return;
    event.preventDefault();
    action(event);
  };
  document.addEventListener('keydown', onKey);
  onScopeDispose(() => document.removeEventListener('keydown', onKey));
}

/** Keys that a field, a menu or a dialog needs for itself. */
export function belongsElsewhere({ target }: Event): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"], [role="tablist"], [role="slider"]') !== null;
}
