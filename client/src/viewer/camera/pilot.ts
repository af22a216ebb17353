import { handedness } from '@parfocal/shared/geometry';
import type { Gesture, Hand, PointerSample } from '../input/sample';
import { Speed } from '../input/speed';
import type { Camera } from './camera';
import { coast } from './coast';
import { ZoomGlide } from './glide';
import { Pinch } from './pinch';
import { clamp } from './reach';
import { normalAngle, pinned, type ScreenPoint, toSlide } from './screen';

const FLIGHT_MS = 220;
/** A pointer that moved less was a click. */
const CLICK_PX = 4;
const FASTEST_PX_PER_MS = 4;
/** One gesture of wheel or keys may run ahead of the camera by this factor at most. */
const FARTHEST_AHEAD = 32;

/** The person's hand on the camera: drag, throw, turn, pinch, wheel and steps. */
export class Pilot implements Hand {
  private glide: ZoomGlide | undefined;
  private holding = false;

  /** `calm` says whether the person wants no motion; `onClick` hears clicks that moved nothing. */
  constructor(private readonly camera: Camera, private readonly calm: () => boolean, private readonly onClick: (sample: PointerSample) => void) {}

  press(sample: PointerSample): Gesture | undefined {
    if (sample.button > 1) return undefined;
    this.camera.stop();
    return sample.button === 0 && (sample.shift || sample.alt) ? this.turnGesture(sample) : this.dragGesture(sample);
  }

  hover(): void {
    // Looking moves nothing.
  }

  cursor(): string {
    return this.holding ? 'grabbing' : 'grab';
  }

  /** Whether it drags the slide right now. */
  get isHolding(): boolean {
    return this.holding;
  }

  /** A factor above 1 zooms out. Steps add up while the camera is still on its way. */
  zoomAt(factor: number, place: ScreenPoint): void {
    const { view } = this.camera;
    if (!view) return;
    const running = this.camera.isMovedBy(this.glide) ? this.glide : undefined;
    const ahead = (running?.resolution ?? view.resolution) * factor;
    const resolution = clamp(ahead, view.resolution / FARTHEST_AHEAD, view.resolution * FARTHEST_AHEAD);
    if (this.calm()) this.camera.place(this.scaled(resolution, place), 'hand');
    else if (running) running.turnTo(view, resolution, place);
    else this.camera.start((this.glide = new ZoomGlide(view, resolution, place)));
  }

  zoomStep(factor: number): void {
    const { view } = this.camera;
    if (view) this.zoomAt(1 / factor, { xPx: view.widthPx / 2, yPx: view.heightPx / 2 });
  }

  zoomTo(resolution: number): void {
    const { view } = this.camera;
    if (view) this.camera.go({ ...view, resolution }, this.flightMs, 'hand');
  }

  fit(): void {
    const fitted = this.camera.fitted();
    if (fitted) this.camera.go(fitted, this.flightMs, 'hand');
  }

  /** Moves the window over the slide. */
  panBy(dxPx: number, dyPx: number): void {
    const from = this.camera.destination;
    if (!from) return;
    const centre = toSlide(from, { xPx: from.widthPx / 2 + dxPx, yPx: from.heightPx / 2 + dyPx });
    this.camera.go({ ...from, ...centre }, this.flightMs / 2, 'hand');
  }

  rotateTo(angleRad: number): void {
    const from = this.camera.destination;
    if (from) this.camera.go({ ...from, rotation: normalAngle(angleRad) }, this.flightMs, 'hand');
  }

  /** Clockwise for the eye, also in a mirror; turns add up while the camera is still on its way. */
  turnBy(angleRad: number): void {
    const from = this.camera.destination;
    if (from) this.rotateTo(from.rotation + handedness(from) * angleRad);
  }

  pinch(a: PointerSample, b: PointerSample): { move(a: PointerSample, b: PointerSample): void; end(): void } {
    this.camera.stop();
    const pinch = this.camera.view && new Pinch(this.camera.view, a, b);
    return {
      move: (nextA, nextB) => {
        if (pinch && this.camera.view) this.camera.place(pinch.view(this.camera.view, nextA, nextB), 'hand');
      },
      end: () => undefined,
    };
  }

  private get flightMs(): number {
    return this.calm() ? 0 : FLIGHT_MS;
  }

  private scaled(resolution: number, place: ScreenPoint) {
    const view = this.camera.view!;
    const held = new ZoomGlide(view, resolution, place);
    return held.step(view, Infinity).view;
  }

  private dragGesture(start: PointerSample): Gesture {
    const speed = new Speed();
    let dragging = false;
    const move = (sample: PointerSample): void => {
      dragging ||= Math.hypot(sample.xPx - start.xPx, sample.yPx - start.yPx) >= CLICK_PX;
      this.holding = dragging;
      speed.add(sample, sample.timeMs);
      if (dragging && this.camera.view) this.camera.place(pinned(this.camera.view, start.at, sample), 'hand');
    };
    return {
      move,
      end: (sample) => {
        this.holding = false;
        if (!dragging) {
          this.click(start);
          return;
        }
        const { xPxPerMs, yPxPerMs } = speed.at(sample.timeMs);
        const pace = Math.hypot(xPxPerMs, yPxPerMs);
        const brake = Math.min(1, FASTEST_PX_PER_MS / pace);
        if (pace > 0.1 && !this.calm()) this.camera.start(coast(xPxPerMs * brake, yPxPerMs * brake));
      },
      cancel: () => {
        this.holding = false;
      },
    };
  }

  private click(sample: PointerSample): void {
    if (sample.taps < 2) this.onClick(sample);
    else this.zoomAt(sample.alt ? 2 : 1 / 2, sample);
  }

  /** Around the window's centre, as far as the pointer goes around it. */
  private turnGesture(start: PointerSample): Gesture {
    const { view } = this.camera;
    const bearing = ({ xPx, yPx }: ScreenPoint): number => (view ? Math.atan2(yPx - view.heightPx / 2, xPx - view.widthPx / 2) : 0);
    let turned = false;
    return {
      move: (sample) => {
        turned ||= Math.hypot(sample.xPx - start.xPx, sample.yPx - start.yPx) >= CLICK_PX;
        if (!view || !turned || !this.camera.view) return;
        this.camera.place({ ...this.camera.view, rotation: normalAngle(view.rotation + handedness(view) * (bearing(sample) - bearing(start))) }, 'hand');
      },
      end: () => {
        if (!turned) this.click(start);
      },
      cancel: () => undefined,
    };
  }
}
