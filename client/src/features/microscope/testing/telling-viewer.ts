import type { SlideDetail } from '@parfocal/shared/api';
import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { appearanceFor, DEFAULT_APPEARANCE, readAppearance, type Sharpness, type SlideAppearance, type SlideColour, type SlideViewer, type ViewCause } from '@/viewer';

/** A viewer that tells what the test says, and notes how far it was asked to zoom. */
export class TellingViewer {
  readonly zooms: number[] = [];
  colour: SlideColour | undefined;
  range: { low: number; high: number } | undefined;
  private slide: SlideDetail | undefined;
  private shown: SlideAppearance = DEFAULT_APPEARANCE;
  private picking: ((at: SlidePoint | null) => void) | undefined;
  private readonly listeners = new Map<string, (...args: never[]) => void>();

  get asViewer(): SlideViewer {
    return this as unknown as SlideViewer;
  }
  get listenerCount(): number {
    return this.listeners.size;
  }
  get isPicking(): boolean {
    return this.picking !== undefined;
  }
  view = (): undefined => undefined;
  zoomTo = (resolution: number): void => void this.zooms.push(resolution);
  onView = this.listen('view');
  onPointer = this.listen('pointer');
  onLoading = this.listen('loading');
  onTrouble = this.listen('trouble');
  onSharpness = this.listen('sharpness');
  onAppearance = this.listen('appearance');

  open(slide: SlideDetail): void {
    this.slide = slide;
    this.wear(appearanceFor(slide));
  }
  appearance = (): SlideAppearance => this.shown;
  setAppearance = (next: SlideAppearance): void => {
    if (this.slide) this.wear(readAppearance(next, this.slide));
  };
  flip = (): void => this.setAppearance({ ...this.shown, isFlipped: !this.shown.isFlipped });
  focusBy = (planes: number): void => this.setAppearance({ ...this.shown, z: this.shown.z + planes });
  rotateTo = (): void => undefined;
  pixelAt = (): SlideColour | undefined => this.colour;
  channelRange = async (): Promise<{ low: number; high: number } | undefined> => this.range;
  pickPoint = (onPick: (at: SlidePoint | null) => void): (() => void) => {
    this.picking = onPick;
    return () => (this.picking = undefined);
  };

  look(resolution: number, cause: ViewCause = 'program'): void {
    const view: SlideView = { x: 100, y: 200, resolution, rotation: 0, widthPx: 800, heightPx: 600 };
    this.listeners.get('view')?.(view as never, cause as never);
  }
  point(at: SlidePoint | null): void {
    this.listeners.get('pointer')?.(at as never);
  }
  trouble(what: 'tiles' | null): void {
    this.listeners.get('trouble')?.(what as never);
  }
  sharpen(sharpness: Sharpness): void {
    this.listeners.get('sharpness')?.(sharpness as never);
  }
  pick(at: SlidePoint | null): void {
    const { picking } = this;
    this.picking = undefined;
    picking?.(at);
  }

  private wear(next: SlideAppearance): void {
    this.shown = next;
    this.listeners.get('appearance')?.(next as never);
  }

  private listen(event: string) {
    return (listener: (...args: never[]) => void) => {
      this.listeners.set(event, listener);
      return () => void this.listeners.delete(event);
    };
  }
}
