import { type SlideView, toScreen } from '@parfocal/shared/geometry';
import { STYLE } from '../marks/style';
import type { Handle } from './handles';

/** White beads with a dark edge; the middles of edges are smaller and fainter, frames have squares. */
export function paintHandles(context: CanvasRenderingContext2D, view: SlideView, handles: readonly Handle[], active: Handle | undefined): void {
  context.lineWidth = 1.5;
  for (const handle of handles) {
    const { x, y } = toScreen(view, handle.at);
    const radius = handle.role.kind === 'midpoint' ? STYLE.midpointRadius : STYLE.handleRadius;
    context.beginPath();
    if (handle.role.kind === 'frame') context.rect(x - radius + 0.5, y - radius + 0.5, 2 * radius - 1, 2 * radius - 1);
    else context.arc(x, y, radius, 0, 2 * Math.PI);
    context.globalAlpha = handle.role.kind === 'midpoint' ? 0.75 : 1;
    context.fillStyle = handle === active ? '#1b1a24' : '#fff';
    context.strokeStyle = handle === active ? '#fff' : '#1b1a24';
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}
