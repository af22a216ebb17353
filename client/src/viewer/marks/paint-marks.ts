import type { SlideView } from '@parfocal/shared/geometry';
import type { PaintedShape } from './mark-entry';
import { type MarkPath, markPath } from './mark-path';
import { MOST_CAPTIONS, paintCaptions } from './paint-captions';
import { STYLE } from './style';

export interface Paintable {
  readonly painted: PaintedShape;
  readonly colour: string;
  readonly casing?: string | undefined;
  readonly caption: string;
}

/** Shapes whose lines go into one path: few calls, and yet no path so long that painting it gets slow. */
const BATCH = 120;
/** A fill this faint cannot be seen in a smaller area; CSS pixels. */
const SMALLEST_FILL_PX = 20;

interface Batch {
  readonly colour: string;
  readonly casing: string;
  readonly lines: Path2D;
  readonly areas: Path2D;
  readonly solids: Path2D;
  size: number;
}

/**
 * Paints shapes in a window, in batches of one colour: casings and lines of a batch are one stroke each, so that
 * thousands of shapes cost some hundred calls. Yields the vertices of each batch once it is painted.
 */
export function* paintMarks(context: CanvasRenderingContext2D, view: SlideView, marks: readonly Paintable[]): Generator<number, void> {
  const captions: (readonly [path: MarkPath, words: string])[] = [];
  const open = new Map<string, Batch>();
  let vertices = 0;
  for (const { painted, colour, casing, caption } of marks) {
    const path = markPath(painted, view);
    if (marks.length <= MOST_CAPTIONS && path.form !== 'dot') captions.push([path, caption]);
    const batch = open.get(colour) ?? emptyBatch(colour, casing);
    open.set(colour, batch);
    path.stroke(batch.lines);
    if (path.form === 'area' && isFilled(painted, view)) path.stroke(batch.areas);
    path.solid?.(batch.solids);
    vertices += painted.outline(view.resolution).points.length;
    if (++batch.size < BATCH) continue;
    open.delete(colour);
    paintBatch(context, batch);
    yield vertices;
    vertices = 0;
  }
  for (const batch of open.values()) paintBatch(context, batch);
  paintCaptions(context, captions);
  yield vertices;
}

const emptyBatch = (colour: string, casing: string = STYLE.casingColour): Batch => ({ colour, casing, lines: new Path2D(), areas: new Path2D(), solids: new Path2D(), size: 0 });

const isFilled = ({ box }: PaintedShape, { resolution }: SlideView): boolean =>
  Math.max(box.maxX - box.minX, box.maxY - box.minY) >= SMALLEST_FILL_PX * resolution;

function paintBatch(context: CanvasRenderingContext2D, { colour, casing, lines, areas, solids }: Batch): void {
  context.lineJoin = context.lineCap = 'round';
  context.fillStyle = colour;
  context.globalAlpha = STYLE.fillShare;
  context.fill(areas);
  context.globalAlpha = 1;
  stroke(context, lines, casing, STYLE.casing);
  stroke(context, lines, colour, STYLE.line);
  context.fill(solids);
}

/** The selected shape: thicker, on white, above all others. */
export function paintSelected(context: CanvasRenderingContext2D, view: SlideView, { painted, colour }: Paintable): MarkPath {
  const path = markPath(painted, view);
  const lines = new Path2D();
  path.stroke(lines);
  context.lineJoin = context.lineCap = 'round';
  context.fillStyle = colour;
  if (path.form === 'area') {
    context.globalAlpha = STYLE.fillShare * 1.5;
    context.fill(lines);
    context.globalAlpha = 1;
  }
  stroke(context, lines, STYLE.casingColour, STYLE.selectedCasing + 2);
  stroke(context, lines, STYLE.selectedCasingColour, STYLE.selectedCasing);
  stroke(context, lines, colour, STYLE.selectedLine);
  if (path.solid) {
    const solids = new Path2D();
    path.solid(solids);
    context.fill(solids);
  }
  return path;
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}
