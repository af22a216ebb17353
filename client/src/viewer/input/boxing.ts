import { annotationBox } from '@parfocal/shared/annotation';
import type { SlideBox, SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { toSlide } from '../camera/screen';
import { Listeners } from '../listeners';
import { PaintedShape } from '../marks/mark-entry';
import type { Paintable } from '../marks/paint-marks';
import type { DrawnShape } from '../slide-viewer';
import type { Gesture, Hand, PointerSample } from './sample';

/** Something on the slide that a box may hold. */
interface Boxed {
  readonly id: string;
  readonly box: SlideBox;
}

export interface BoxingOptions {
  readonly view: () => SlideView | undefined;
  /** What touches an upright box of the slide. */
  readonly within: (box: SlideBox) => readonly Boxed[];
  /** Whether the tool in hand is the one that moves. */
  readonly allowed: () => boolean;
  /** A press that drew no box. */
  readonly onClick: (sample: PointerSample) => void;
  readonly onChange: () => void;
}

/** A pointer that moved less was a click. */
const CLICK_PX = 4;
const LOOKS = { colour: '#9d8cff', casing: '#ffffff', caption: '' };

/** The hand that draws a box with Ctrl or ⌘ held, upright on the screen, and picks what lies wholly in it. */
export class Boxing implements Hand {
  readonly boxed = new Listeners<[ids: string[]]>();
  private shape: DrawnShape | undefined;

  constructor(private readonly options: BoxingOptions) {}

  press(start: PointerSample): Gesture | undefined {
    if (!start.command || start.button !== 0 || !this.options.allowed()) return undefined;
    const move = (sample: PointerSample): void => {
      const view = this.options.view();
      if (!view || (!this.shape && Math.hypot(sample.xPx - start.xPx, sample.yPx - start.yPx) < CLICK_PX)) return;
      this.show({ kind: 'rectangle', geometry: frameBetween(view, start.at, sample.at) });
    };
    return {
      move,
      end: (sample) => {
        move(sample);
        const { shape } = this;
        this.show(undefined);
        if (shape) this.boxed.tell(this.inside(shape));
        else this.options.onClick(start);
      },
      cancel: () => this.show(undefined),
    };
  }

  hover(): void {
    // Nothing is boxed before a press.
  }

  cursor({ command }: PointerSample): string | undefined {
    return command && this.options.allowed() ? 'crosshair' : undefined;
  }

  /** The box in the making, as it is to be painted. */
  preview(): Paintable | undefined {
    return this.shape && { ...LOOKS, painted: new PaintedShape(this.shape) };
  }

  private inside(frame: DrawnShape): string[] {
    return this.options.within(annotationBox(frame)).filter(({ box }) => cornersOf(box).every((corner) => isInside(frame.geometry, corner))).map(({ id }) => id);
  }

  private show(shape: DrawnShape | undefined): void {
    this.shape = shape;
    this.options.onChange();
  }
}

/** The frame between two places of the slide whose sides are those of the screen: `[cx, cy, rx, ry, angle]`. */
function frameBetween(view: SlideView, from: SlidePoint, to: SlidePoint): number[] {
  const [origin, right] = [toSlide(view, { xPx: 0, yPx: 0 }), toSlide(view, { xPx: 1, yPx: 0 })];
  const angle = Math.atan2(right.y - origin.y, right.x - origin.x);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [from.x + dx / 2, from.y + dy / 2, Math.abs(dx * cos + dy * sin) / 2, Math.abs(dy * cos - dx * sin) / 2, angle];
}

function isInside([cx = 0, cy = 0, rx = 0, ry = 0, angle = 0]: readonly number[], { x, y }: SlidePoint): boolean {
  const [dx, dy, cos, sin] = [x - cx, y - cy, Math.cos(angle), Math.sin(angle)];
  return Math.abs(dx * cos + dy * sin) <= rx && Math.abs(dy * cos - dx * sin) <= ry;
}

const cornersOf = ({ minX, minY, maxX, maxY }: SlideBox): SlidePoint[] => [{ x: minX, y: minY }, { x: maxX, y: minY }, { x: maxX, y: maxY }, { x: minX, y: maxY }];
