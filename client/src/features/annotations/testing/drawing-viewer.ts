import type { AnnotationMark, DrawnShape, SlideViewer } from '@/viewer';

/** A viewer that notes what it is told, in order, and tells what the test's hand does. */
export class DrawingViewer {
  readonly told: [what: string, value: unknown][] = [];
  marks: readonly AnnotationMark[] = [];
  isDrawing = false;
  readonly listeners = new Map<string, (...args: never[]) => void>();
  caption: (shape: DrawnShape) => string = () => '';

  get asViewer(): SlideViewer {
    return this as unknown as SlideViewer;
  }
  last(what: string): unknown {
    return this.told.findLast(([name]) => name === what)?.[1];
  }
  draw(shape: DrawnShape): void {
    this.listeners.get('drawn')?.(shape as never);
  }
  pick(id: string | null, isMore = false): void {
    this.listeners.get('select')?.(id as never, isMore as never);
  }
  box(...ids: string[]): void {
    this.listeners.get('boxed')?.(ids as never);
  }
  reshape(id: string, geometry: number[]): void {
    this.listeners.get('reshaped')?.(id as never, geometry as never);
  }

  setTool = (tool: string) => void this.told.push(['tool', tool]);
  setDrawColour = (colour: string) => void this.told.push(['colour', colour]);
  setDrawCaption = (caption: (shape: DrawnShape) => string) => void (this.caption = caption);
  setAnnotations = (marks: readonly AnnotationMark[]) => {
    this.marks = marks;
    this.told.push(['marks', marks.length]);
  };
  plane = 0;
  appearance = () => ({ z: this.plane });
  setAppearance = ({ z }: { z: number }) => void (this.plane = z);
  select = (id: string | null) => void this.told.push(['select', id]);
  showBox = (box: unknown, durationMs: number) => void this.told.push(['box', { box, durationMs }]);
  cancelDrawing = (): boolean => {
    const was = this.isDrawing;
    this.isDrawing = false;
    return was;
  };
  onDrawn = this.listen('drawn');
  onSelect = this.listen('select');
  onBoxed = this.listen('boxed');
  onReshaped = this.listen('reshaped');

  private listen(event: string) {
    return (listener: (...args: never[]) => void) => {
      this.listeners.set(event, listener);
      return () => void this.listeners.delete(event);
    };
  }
}
