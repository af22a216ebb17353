import { movedGeometry } from '@parfocal/shared/annotation';
import type { ScreenSize, SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { viewBox } from '@parfocal/shared/geometry';
import { pointOnSlide, shapeOnSlide } from '../draw/on-slide';
import { Listeners } from '../listeners';
import type { Gesture, Hand, PointerSample } from '../input/sample';
import { HIT_PX, hitOf, TOUCH_HIT_PX } from '../marks/hit-test';
import { type MarkEntry, PaintedShape } from '../marks/mark-entry';
import type { DrawnShape } from '../slide-viewer';
import { type Handle, handleAt, handlesOf, type HandleRole } from './handles';
import { reshaped, withoutVertex } from './reshape';

export interface EditingOptions {
  readonly view: () => SlideView | undefined;
  readonly slide: () => ScreenSize | undefined;
  /** The selected annotation, if it is there. */
  readonly selected: () => MarkEntry | undefined;
  /** Whether the tool in hand is the one that moves. */
  readonly allowed: () => boolean;
  /** A press on the selected shape that moved nothing. */
  readonly onClick: (sample: PointerSample) => void;
  readonly onChange: () => void;
}

interface Change {
  readonly id: string;
  readonly painted: PaintedShape;
}

const CLICK_PX = 3;

/** The hand that moves and reshapes the selected annotation. Others hear of it once, on release. */
export class Editing implements Hand {
  readonly reshaped = new Listeners<[id: string, geometry: number[]]>();
  /** The shape under the hand, and after release until the document answers. */
  private change: Change | undefined;
  private dragging = false;
  private active: HandleRole | undefined;

  constructor(private readonly options: EditingOptions) {}

  /** What to paint in place of the selected annotation. */
  shown(entry: MarkEntry): PaintedShape {
    return this.change?.id === entry.id ? this.change.painted : entry;
  }

  handles(entry: MarkEntry, view: SlideView): { handles: Handle[]; active: Handle | undefined } {
    const handles = entry.mark.editable && this.options.allowed() ? handlesOf(this.shown(entry).shape, view.resolution) : [];
    return { handles, active: handles.find(({ role }) => sameRole(role, this.active)) };
  }

  /** The annotations were set anew: what was released shows itself now; what vanished or was locked is let go. */
  refresh(): void {
    const entry = this.options.selected();
    const held = entry !== undefined && entry.mark.editable && (this.change === undefined || entry.id === this.change.id);
    const before = this.change;
    if (!held) this.letGo();
    else if (!this.dragging) this.change = undefined;
    if (before !== this.change) this.options.onChange();
  }

  /** Ends whatever is under the hand, unchanged. */
  letGo(): void {
    this.dragging = false;
    this.change = undefined;
    this.active = undefined;
  }

  press(sample: PointerSample): Gesture | undefined {
    const entry = this.options.selected();
    if (!entry?.mark.editable || !this.options.allowed() || sample.button !== 0) return undefined;
    const handle = this.handleUnder(entry, sample);
    this.active = handle?.role.kind === 'vertex' ? handle.role : undefined;
    this.options.onChange();
    if (handle && sample.alt && handle.role.kind === 'vertex') return this.removal(entry);
    if (handle) return this.drag(entry, sample, (shape, to, { shift }) => reshaped(shape, handle.role, to, this.options.view()!.resolution, shift));
    if (sample.shift || sample.alt || !this.isGrabbedAt(entry, sample)) return undefined;
    return this.drag(entry, sample, (shape, to) => movedGeometry(shape, to.x - sample.at.x, to.y - sample.at.y), true);
  }

  hover(): void {
    // Handles are always shown, so hovering changes nothing but the cursor.
  }

  cursor(sample: PointerSample): string | undefined {
    const entry = this.options.selected();
    if (!entry?.mark.editable || !this.options.allowed()) return undefined;
    const handle = this.handleUnder(entry, sample);
    if (handle) return handle.role.kind === 'midpoint' ? 'copy' : 'pointer';
    return this.isGrabbedAt(entry, sample) ? 'move' : undefined;
  }

  /** Delete takes away the vertex that was last taken; true if there was one. */
  key(key: string): boolean {
    const entry = this.options.selected();
    if (key !== 'Delete' || !entry?.mark.editable || this.active?.kind !== 'vertex') return false;
    this.removal(entry);
    return true;
  }

  private removal(entry: MarkEntry): Gesture {
    const { shape } = this.shown(entry);
    const geometry = this.active?.kind === 'vertex' ? withoutVertex(shape, this.active.index) : undefined;
    this.active = undefined;
    if (geometry) {
      this.show(entry.id, { kind: shape.kind, geometry });
      this.reshaped.tell(entry.id, geometry);
    }
    return { move: () => undefined, end: () => undefined, cancel: () => undefined };
  }

  private drag(entry: MarkEntry, start: PointerSample, reshape: (shape: DrawnShape, to: SlidePoint, sample: PointerSample) => number[], whole = false): Gesture {
    const { id } = entry;
    const { shape } = this.shown(entry);
    let moved = false;
    const move = (sample: PointerSample): void => {
      const slide = this.options.slide();
      moved ||= Math.hypot(sample.xPx - start.xPx, sample.yPx - start.yPx) >= CLICK_PX;
      if (!slide || !moved || !this.dragging) return;
      const next = { kind: shape.kind, geometry: reshape(shape, whole ? sample.at : pointOnSlide(sample.at, slide), sample) };
      this.show(id, whole ? { kind: shape.kind, geometry: shapeOnSlide(next, slide) } : next);
    };
    this.dragging = true;
    this.show(id, shape);
    return {
      move,
      end: (sample) => {
        move(sample);
        const kept = this.dragging;
        this.dragging = false;
        if (kept && moved && this.change) this.reshaped.tell(id, [...this.change.painted.shape.geometry]);
        if (!moved) this.options.onClick(start);
      },
      cancel: () => {
        this.letGo();
        this.options.onChange();
      },
    };
  }

  private show(id: string, shape: DrawnShape): void {
    this.change = { id, painted: new PaintedShape(shape) };
    this.options.onChange();
  }

  private handleUnder(entry: MarkEntry, { at, touch }: PointerSample): Handle | undefined {
    const view = this.options.view();
    return view && handleAt(this.handles(entry, view).handles, at, (touch ? TOUCH_HIT_PX : HIT_PX) * view.resolution);
  }

  /** On its line always; on its inside only if all of it is in the window, or a pan inside a large area would move the area. */
  private isGrabbedAt(entry: MarkEntry, { at, touch }: PointerSample): boolean {
    const view = this.options.view();
    const painted = this.shown(entry);
    const hit = view && hitOf(painted, at, (touch ? TOUCH_HIT_PX : HIT_PX) * view.resolution, view.resolution);
    if (!hit?.inside) return hit !== undefined;
    const [window, { box }] = [viewBox(view!), painted];
    return box.minX >= window.minX && box.maxX <= window.maxX && box.minY >= window.minY && box.maxY <= window.maxY;
  }
}

const sameRole = (a: HandleRole, b: HandleRole | undefined): boolean => a.kind === 'vertex' && b?.kind === 'vertex' && a.index === b.index;
