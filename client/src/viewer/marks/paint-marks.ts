import type { SlideView } from '@parfocal/shared/geometry';
import type { PaintedShape } from './mark-entry';
import { type MarkPath, markPath } from './mark-path';
import { STYLE } from './style';

export interface Paintable {
  readonly painted: PaintedShape;
  readonly colour: string;
  readonly caption: string;
}

/** Shapes whose lines go into one path: few calls, and yet no path so long that filling it gets slow. */
const BATCH = 200;

interface Batch {
  readonly colour: string;
  readonly lines: Path2D;
  readonly areas: Path2D;
  readonly solids: Path2D;
  size: number;
}

/**
 * Paints shapes in a window, in batches of one colour. Casings and lines of a batch are one stroke each, so that
 * thousands of shapes cost some hundred calls. Returns where each shape lies, for captions.
 */
export function paintMarks(context: CanvasRenderingContext2D, view: SlideView, marks: readonly Paintable[]): MarkPath[] {
  const paths: MarkPath[] = [];
  const batches: Batch[] = [];
  const open = new Map<string, Batch>();
  for (const { painted, colour } of marks) {
    const path = markPath(painted, view);
    paths.push(path);
    let batch = open.get(colour);
    if (!batch || batch.size >= BATCH) {
      batch = { colour, lines: new Path2D(), areas: new Path2D(), solids: new Path2D(), size: 0 };
      open.set(colour, batch);
      batches.push(batch);
    }
    batch.size++;
    path.stroke(batch.lines);
    if (path.form === 'area') path.stroke(batch.areas);
    path.solid?.(batch.solids);
  }
  context.lineJoin = context.lineCap = 'round';
  for (const batch of batches) paintBatch(context, batch);
  return paths;
}

function paintBatch(context: CanvasRenderingContext2D, { colour, lines, areas, solids }: Batch): void {
  context.fillStyle = context.strokeStyle = colour;
  context.globalAlpha = STYLE.fillShare;
  context.fill(areas);
  context.globalAlpha = 1;
  context.strokeStyle = STYLE.casingColour;
  context.lineWidth = STYLE.casing;
  context.stroke(lines);
  context.strokeStyle = colour;
  context.lineWidth = STYLE.line;
  context.stroke(lines);
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
