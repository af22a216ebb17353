import type { ScreenPoint } from '../camera/screen';

/** Pixels of wheel travel that double the scale: three notches of a common mouse. */
const PX_PER_DOUBLING = 320;
/** A trackpad's pinch comes as a wheel with Ctrl and much smaller steps. */
const PINCH_GAIN = 8;
const LINE_PX = 40;
const PAGE_PX = 300;
/** A free-spinning wheel must not cross the whole pyramid in one event. */
const LONGEST_STEP_PX = 240;

/** By what factor an event changes the resolution: above 1 zooms out. */
export function wheelFactor({ deltaY, deltaMode, ctrlKey }: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const unitPx = [1, LINE_PX, PAGE_PX][deltaMode] ?? 1;
  const gain = ctrlKey && Math.abs(deltaY) < 50 ? PINCH_GAIN : 1;
  const travelPx = Math.min(Math.max(deltaY * unitPx * gain, -LONGEST_STEP_PX), LONGEST_STEP_PX);
  return 2 ** (travelPx / PX_PER_DOUBLING);
}

/** Wheel events of an element as zooms about a place. Returns the end of it. */
export function listenToWheel(element: HTMLElement, zoom: (factor: number, place: ScreenPoint) => void): () => void {
  const listener = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, top } = element.getBoundingClientRect();
    if (event.deltaY !== 0) zoom(wheelFactor(event), { xPx: event.clientX - left, yPx: event.clientY - top });
  };
  element.addEventListener('wheel', listener, { passive: false });
  return () => element.removeEventListener('wheel', listener);
}
