import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import type { SlideViewer, ViewCause } from '@/viewer';

type PointerListener = (at: SlidePoint | null) => void;
type ViewListener = (view: SlideView, cause: ViewCause) => void;

/** A viewer that is only its view and its pointer; what a program shows arrives at once. */
export class FakeViewer {
  now: SlideView | undefined = { x: 0, y: 0, resolution: 1, rotation: 0, widthPx: 800, heightPx: 600 };
  readonly shown: { view: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>; durationMs: number }[] = [];
  private readonly pointing = new Set<PointerListener>();
  private readonly viewing = new Set<ViewListener>();

  get asViewer(): SlideViewer {
    return this as unknown as SlideViewer;
  }

  get listenerCount(): number {
    return this.pointing.size + this.viewing.size;
  }

  view(): SlideView | undefined {
    return this.now;
  }

  show(view: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>, durationMs = 0): void {
    this.shown.push({ view, durationMs });
    const { x, y, resolution, rotation } = view;
    this.look({ x, y, resolution, rotation }, 'program');
  }

  /** Where the test says that a motion will end. */
  end: SlideView | undefined;
  readonly expected: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>[] = [];

  heading(): SlideView | undefined {
    return this.end;
  }

  expect(view: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>): void {
    this.expected.push(view);
  }

  onPointer(listener: PointerListener): () => void {
    this.pointing.add(listener);
    return () => void this.pointing.delete(listener);
  }

  onView(listener: ViewListener): () => void {
    this.viewing.add(listener);
    return () => void this.viewing.delete(listener);
  }

  /** The person points. */
  point(at: SlidePoint | null): void {
    for (const listener of this.pointing) listener(at);
  }

  /** The view changes. */
  look(change: Partial<SlideView>, cause: ViewCause): void {
    if (!this.now) return;
    this.now = { ...this.now, ...change };
    for (const listener of this.viewing) listener(this.now, cause);
  }
}
