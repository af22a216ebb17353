import type { ScreenPoint } from '../camera/screen';

/** Pixels of wheel travel that double the scale: three notches of a common mouse. */
const PX_PER_DOUBLING = 320;
/** A trackpad's pinch comes as a wheel with Ctrl and much smaller steps. */
const PINCH_GAIN = 8;
const LINE_PX = 40;
const PAGE_PX = 300;
/** A free-spinning wheel must not cross the whole pyramid in one event. */
const LONGEST_STEP_PX = 240;
/** Wheel travel from one focal plane to the next: half a notch of a common mouse. */
const PX_PER_PLANE = 60;
/** Travel that was left over from another gesture is none. */
const FOCUS_REST_MS = 400;

type Travel = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode'>;

/** By what factor an event changes the resolution: above 1 zooms out. */
export function wheelFactor({ deltaY, deltaMode, ctrlKey }: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const gain = ctrlKey && Math.abs(deltaY) < 50 ? PINCH_GAIN : 1;
  const travelPx = Math.min(Math.max(deltaY * unitPx(deltaMode) * gain, -LONGEST_STEP_PX), LONGEST_STEP_PX);
  return 2 ** (travelPx / PX_PER_DOUBLING);
}

/** Wheel travel as whole focal planes: a mouse moves one a notch, and a trackpad's small steps add up. */
export class FocusTravel {
  private travelPx = 0;
  private lastMs = -Infinity;

  /** Upwards (away from the hand) is positive. Browsers turn a wheel with Shift sideways. */
  planes({ deltaX, deltaY, deltaMode }: Travel, nowMs: number): number {
    if (nowMs - this.lastMs > FOCUS_REST_MS) this.travelPx = 0;
    this.lastMs = nowMs;
    const step = -(deltaY || deltaX) * unitPx(deltaMode);
    if (Math.sign(step) !== Math.sign(this.travelPx)) this.travelPx = 0;
    this.travelPx += step;
    if (Math.abs(this.travelPx) < PX_PER_PLANE) return 0;
    const direction = Math.sign(this.travelPx);
    this.travelPx = 0;
    return direction;
  }
}

export interface WheelHands {
  readonly zoom: (factor: number, place: ScreenPoint) => void;
  /** By so many planes; false where the slide has but one. */
  readonly canFocus: () => boolean;
  readonly focus: (planes: number) => void;
}

/** Wheel events of an element: alone a zoom about the pointer, with Shift or Alt the fine focus. Returns the end of it. */
export function listenToWheel(element: HTMLElement, { zoom, canFocus, focus }: WheelHands): () => void {
  const travel = new FocusTravel();
  const listener = (event: WheelEvent): void => {
    event.preventDefault();
    if ((event.shiftKey || event.altKey) && canFocus()) {
      const planes = travel.planes(event, event.timeStamp);
      if (planes !== 0) focus(planes);
      return;
    }
    const { left, top } = element.getBoundingClientRect();
    if (event.deltaY !== 0) zoom(wheelFactor(event), { xPx: event.clientX - left, yPx: event.clientY - top });
  };
  element.addEventListener('wheel', listener, { passive: false });
  return () => element.removeEventListener('wheel', listener);
}

const unitPx = (deltaMode: number): number => [1, LINE_PX, PAGE_PX][deltaMode] ?? 1;
