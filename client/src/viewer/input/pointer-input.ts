import type { SlideView } from '@parfocal/shared/geometry';
import { PenWatch } from './pen-watch';
import { type Gesture, type Hand, type PointerSample, sampleOf } from './sample';
import { Taps } from './taps';

export interface PointerInputOptions {
  readonly element: HTMLElement;
  readonly view: () => SlideView | undefined;
  /** In the order in which they are asked. */
  readonly hands: readonly Hand[];
  readonly pinch: (a: PointerSample, b: PointerSample) => { move(a: PointerSample, b: PointerSample): void; end(): void };
  /** Before a press is answered. */
  readonly onPress: () => void;
  /** Where the pointer is, or nothing once it left; for touch, while the finger is down. */
  readonly onPlace: (sample: PointerSample | null) => void;
}

interface Finger {
  sample: PointerSample;
  gesture: Gesture | undefined;
}

/** Takes pointer events apart: one pointer is a gesture of the first hand that wants it, two fingers are a pinch, palms are nothing. */
export class PointerInput {
  private readonly fingers = new Map<number, Finger>();
  private readonly taps = new Taps();
  private readonly pen = new PenWatch();
  private pinch: ReturnType<PointerInputOptions['pinch']> | undefined;
  private readonly ending = new AbortController();

  constructor(private readonly options: PointerInputOptions) {
    const { element } = options;
    const listening = { signal: this.ending.signal };
    element.addEventListener('pointerdown', (event) => this.down(event), listening);
    element.addEventListener('pointermove', (event) => this.move(event), listening);
    element.addEventListener('pointerup', (event) => this.up(event), listening);
    element.addEventListener('pointercancel', (event) => this.lost(event), listening);
    element.addEventListener('pointerleave', (event) => this.left(event), listening);
    element.addEventListener('contextmenu', (event) => event.preventDefault(), listening);
  }

  dispose(): void {
    this.ending.abort();
    this.cancelAll();
  }

  /** Takes every pointer away from what it was doing. */
  cancelAll(): void {
    for (const finger of this.fingers.values()) finger.gesture?.cancel();
    this.fingers.clear();
    this.pinch?.end();
    this.pinch = undefined;
  }

  private sample(event: PointerEvent, taps = 1): PointerSample | undefined {
    const view = this.options.view();
    return view && sampleOf(event, this.options.element, view, taps, this.pen.mayDraw(event));
  }

  private down(event: PointerEvent): void {
    const { element, hands } = this.options;
    element.focus({ preventScroll: true });
    if (this.pen.isPalm(event)) return;
    this.pen.saw(event);
    this.pen.pressed(event);
    // What touched before the pen came was the hand that holds it.
    if (event.pointerType === 'pen') this.cancelAll();
    const first = this.sample(event);
    if (!first || this.fingers.size >= 2 || this.fingers.has(event.pointerId)) return;
    this.options.onPress();
    element.setPointerCapture(event.pointerId);
    if (this.fingers.size === 1) {
      this.startPinch(event.pointerId, first);
      return;
    }
    const sample = { ...first, taps: event.button === 0 ? this.taps.press(first, first.timeMs, first.touch) : 1 };
    let gesture: Gesture | undefined;
    for (const hand of hands) {
      gesture = hand.press(sample);
      if (gesture) break;
    }
    this.fingers.set(event.pointerId, { sample, gesture });
    this.options.onPlace(sample);
  }

  private move(event: PointerEvent): void {
    this.pen.saw(event);
    const finger = this.fingers.get(event.pointerId);
    const sample = this.sample(event);
    // A touch without a gesture is a palm, or a finger that was taken off: it does not point either.
    if (!sample || (!finger && sample.touch)) return;
    this.options.onPlace(sample);
    if (!finger) {
      for (const hand of this.options.hands) hand.hover(sample);
      return;
    }
    finger.sample = sample;
    if (this.pinch) {
      const [a, b] = [...this.fingers.values()];
      if (a && b) this.pinch.move(a.sample, b.sample);
      return;
    }
    for (const part of event.getCoalescedEvents?.() ?? []) {
      const between = this.sample(part);
      if (between) finger.gesture?.move(between);
    }
    finger.gesture?.move(sample);
  }

  private up(event: PointerEvent): void {
    this.pen.saw(event);
    this.pen.lifted(event);
    const finger = this.fingers.get(event.pointerId);
    if (!finger) return;
    const sample = this.sample(event) ?? finger.sample;
    this.fingers.delete(event.pointerId);
    if (this.pinch) this.endPinch();
    else finger.gesture?.end(sample);
    if (sample.touch) this.options.onPlace(null);
  }

  private lost(event: PointerEvent): void {
    this.pen.lifted(event);
    const finger = this.fingers.get(event.pointerId);
    if (!finger && event.pointerType === 'touch') return;
    this.fingers.delete(event.pointerId);
    if (this.pinch) this.endPinch();
    else finger?.gesture?.cancel();
    this.options.onPlace(null);
  }

  private left(event: PointerEvent): void {
    if (!this.fingers.has(event.pointerId)) this.options.onPlace(null);
  }

  private startPinch(pointerId: number, sample: PointerSample): void {
    const [other] = this.fingers.values();
    other!.gesture?.cancel();
    other!.gesture = undefined;
    this.fingers.set(pointerId, { sample, gesture: undefined });
    this.pinch = this.options.pinch(other!.sample, sample);
  }

  /** The finger that stays rests, so that lifting two fingers one after the other moves nothing. */
  private endPinch(): void {
    this.pinch?.end();
    this.pinch = undefined;
  }
}
