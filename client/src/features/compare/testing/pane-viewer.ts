import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { DEFAULT_APPEARANCE, type PointerMark, type SlideAppearance, type SlideViewer, type ViewCause } from '@/viewer';
import type { LinkedPane } from '../linked-pane';
import { placed } from './placed-slides';

/** A viewer that is its view, its pointer and the pointers drawn on it; what a program shows is told at once, as the real one does a frame later. */
export class PaneViewer {
  now: SlideView = { x: 2000, y: 1000, resolution: 2, rotation: 0, widthPx: 800, heightPx: 600 };
  pointers: readonly PointerMark[] = [];
  shows = 0;
  worn: SlideAppearance = DEFAULT_APPEARANCE;
  private readonly wearing = new Set<(appearance: SlideAppearance) => void>();
  private readonly viewing = new Set<(view: SlideView, cause: ViewCause) => void>();
  private readonly pointing = new Set<(at: SlidePoint | null) => void>();

  get listenerCount(): number {
    return this.viewing.size + this.pointing.size + this.wearing.size;
  }

  view = (): SlideView => this.now;

  appearance = (): SlideAppearance => this.worn;

  setAppearance = (next: SlideAppearance): void => {
    this.worn = next;
    for (const listener of this.wearing) listener(next);
  };

  onAppearance = (listener: (appearance: SlideAppearance) => void): (() => void) => {
    this.wearing.add(listener);
    return () => void this.wearing.delete(listener);
  };

  show = (view: Partial<SlideView>): void => {
    this.shows += 1;
    this.look(view, 'program');
  };

  setPointers = (pointers: readonly PointerMark[]): void => void (this.pointers = pointers);

  onView = (listener: (view: SlideView, cause: ViewCause) => void): (() => void) => {
    this.viewing.add(listener);
    return () => void this.viewing.delete(listener);
  };

  onPointer = (listener: (at: SlidePoint | null) => void): (() => void) => {
    this.pointing.add(listener);
    return () => void this.pointing.delete(listener);
  };

  /** The view changes. The window keeps its size. */
  look({ x = this.now.x, y = this.now.y, resolution = this.now.resolution, rotation = this.now.rotation }: Partial<SlideView>, cause: ViewCause): void {
    this.now = { ...this.now, x, y, resolution, rotation };
    for (const listener of this.viewing) listener(this.now, cause);
  }

  point(at: SlidePoint | null): void {
    for (const listener of this.pointing) listener(at);
  }
}

export const paneOf = (key: number, viewer: PaneViewer, slideId = `slide-${key}`): LinkedPane => ({ key, viewer: viewer as unknown as SlideViewer, slide: placed(slideId) });
