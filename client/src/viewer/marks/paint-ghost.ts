import type { SlideView } from '@parfocal/shared/geometry';
import { markPath } from './mark-path';
import { paintCaption } from './paint-captions';
import type { Paintable } from './paint-marks';
import { STYLE } from './style';

/** What an annotation once was: dashed, above what is there now. */
export function paintGhost(context: CanvasRenderingContext2D, view: SlideView, { painted, colour, casing, caption }: Paintable): void {
  const path = markPath(painted, view);
  const lines = new Path2D();
  path.stroke(lines);
  path.solid?.(lines);
  context.save();
  context.lineJoin = context.lineCap = 'round';
  context.strokeStyle = casing ?? STYLE.casingColour;
  context.lineWidth = STYLE.selectedCasing;
  context.stroke(lines);
  context.setLineDash([...STYLE.ghostDash]);
  context.strokeStyle = colour;
  context.lineWidth = STYLE.selectedLine;
  context.stroke(lines);
  context.restore();
  paintCaption(context, path, caption);
}
