import { type ScreenSize, type SlideBox, type SlideView, viewOfBox, viewOnGrid } from '@parfocal/shared/geometry';
import type { ViewCause } from '../slide-viewer';
import { flightTo } from './flight';
import type { Motion } from './motion';
import { fittedSlide, withinReach } from './reach';

export interface ViewChange {
  readonly view: SlideView;
  readonly cause: ViewCause;
}

/**
 * Where the viewer looks: the only truth about the view. It knows nothing of how a slide is painted; whoever paints
 * asks it once a frame. A hand is held within reach of the slide, a program is not.
 */
export class Camera {
  /** Unrounded, so that small steps add up. */
  private current: SlideView | undefined;
  private shown: SlideView | undefined;
  private slide: ScreenSize | undefined;
  private window: ScreenSize | undefined;
  private motion: Motion | undefined;
  private changedBy: ViewCause | undefined;
  /** True until a slide that was opened without a window could be fitted into one. */
  private unfitted = false;
  private flipped = false;
  /** What a program asked for in the meantime. */
  private asked: SlideView | undefined;

  /** `wake` is called whenever there is something for the next frame. */
  constructor(private readonly wake: () => void) {}

  /** What is painted and told: rounded as it travels, so that others can show the very same. */
  get view(): SlideView | undefined {
    return this.shown;
  }

  /** What the view will be once the hand's present motion ends. */
  get destination(): SlideView | undefined {
    return this.motion?.cause === 'hand' && this.motion.destination ? this.motion.destination : this.view;
  }

  /** Where the motion under way will end; nothing at rest, and while a hand holds the slide. */
  get heading(): SlideView | undefined {
    return this.current && this.motion && (this.motion.destination ?? this.motion.endsAt?.(this.current));
  }

  open(slide: ScreenSize | undefined): void {
    this.motion = undefined;
    this.slide = slide;
    this.current = this.shown = undefined;
    this.unfitted = slide !== undefined;
    this.asked = undefined;
    this.fitOnce();
    this.wake();
  }

  /** Keeps centre and scale. A window without area is none. */
  resize(window: ScreenSize): void {
    if (window.widthPx <= 0 || window.heightPx <= 0) return;
    if (this.window?.widthPx === window.widthPx && this.window.heightPx === window.heightPx) return;
    this.window = { widthPx: window.widthPx, heightPx: window.heightPx };
    if (this.current) this.change({ ...this.current, ...this.window }, 'program');
    this.fitOnce();
  }

  /** Mirrors the window, whoever moves it from now on. */
  flip(isFlipped: boolean): void {
    if (isFlipped === this.flipped) return;
    this.flipped = isFlipped;
    if (this.current) this.change(this.current, 'program');
  }

  /** Puts the view somewhere at once and ends what moved it. */
  place(view: SlideView, cause: ViewCause): void {
    if (cause === 'program' && this.isHandUntold()) return;
    this.motion = undefined;
    this.change(view, cause);
  }

  /** Goes there over `durationMs`, or at once if that is 0. */
  go(view: SlideView, durationMs: number, cause: ViewCause): void {
    if (durationMs <= 0 || !this.current) this.place(view, cause);
    else if (cause === 'hand' || !this.isHandUntold()) this.start(flightTo(this.oriented(this.reachable(view, cause)), durationMs, cause));
  }

  /** Shows what a program asks for in this window, whatever window it was made for. */
  show({ x, y, resolution, rotation }: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>, durationMs: number): void {
    const window = this.window ?? { widthPx: 0, heightPx: 0 };
    this.go({ x, y, resolution, rotation, widthPx: window.widthPx, heightPx: window.heightPx }, durationMs, 'program');
  }

  /** Shows all of a box, but no closer than `closest`. */
  showBox(box: SlideBox, closest: number, durationMs: number): void {
    if (!this.window) return;
    const all = viewOfBox(box, this.window, this.current?.rotation);
    this.show({ ...all, resolution: Math.max(all.resolution, closest) }, durationMs);
  }

  start(motion: Motion): void {
    if (!this.current) return;
    this.motion = motion;
    if (motion.cause === 'hand') this.changedBy = 'hand';
    this.wake();
  }

  isMovedBy(motion: Motion | undefined): boolean {
    return motion !== undefined && this.motion === motion;
  }

  /** Ends what moves the view, where it is. */
  stop(): void {
    this.motion = undefined;
  }

  /** The whole slide in this window, turned as it is. */
  fitted(): SlideView | undefined {
    return this.slide && this.window && fittedSlide(this.slide, this.window, this.current?.rotation);
  }

  /** One frame: moves on, and tells the change since the last frame. A hand in it outweighs a program. */
  frame(nowMs: number): ViewChange | undefined {
    if (this.motion && this.current) {
      const { motion } = this;
      const { view, arrived } = motion.step(this.current, nowMs);
      this.change({ ...view, ...this.window }, motion.cause);
      if (arrived && this.motion === motion) this.motion = undefined;
    }
    const cause = this.changedBy;
    this.changedBy = undefined;
    return cause && this.shown && { view: this.shown, cause };
  }

  private isHandUntold(): boolean {
    return this.motion?.insists === true && this.changedBy === 'hand';
  }

  private fitOnce(): void {
    if (!this.unfitted || !this.slide || !this.window) return;
    this.unfitted = false;
    this.look(this.asked ? { ...this.asked, ...this.window } : fittedSlide(this.slide, this.window));
    this.changedBy ??= 'program';
    this.wake();
  }

  private change(view: SlideView, cause: ViewCause): void {
    if (!this.current) {
      if (cause === 'program') this.asked = view;
      return;
    }
    this.look(this.reachable(view, cause));
    this.changedBy = this.changedBy === 'hand' ? 'hand' : cause;
    this.wake();
  }

  private look(view: SlideView): void {
    this.current = this.oriented(view);
    this.shown = viewOnGrid(this.current);
  }

  /** Views come from elsewhere too, where nobody knows of one's mirror. */
  private oriented(view: SlideView): SlideView {
    return (view.isFlipped ?? false) === this.flipped ? view : { ...view, isFlipped: this.flipped };
  }

  private reachable(view: SlideView, cause: ViewCause): SlideView {
    return cause === 'hand' && this.slide && this.current ? withinReach(view, this.current, this.slide) : view;
  }
}
