import type { Measure, ScaleBar, ScreenSize } from '@parfocal/shared/geometry';

const MARGIN_PX = 16;
const PADDING_PX = 8;
const LINE_PX = 3;
const TYPE_PX = 13;

/** A dark bar on a light plate in the lower left corner, which is read on any tissue and on black. */
export function paintScaleBar(context: CanvasRenderingContext2D, { length, widthPx }: ScaleBar, window: ScreenSize): void {
  const plate = { width: widthPx + 2 * PADDING_PX, height: TYPE_PX + LINE_PX + 2 * PADDING_PX + 4 };
  const [left, top] = [MARGIN_PX, window.heightPx - MARGIN_PX - plate.height];
  context.fillStyle = 'rgba(255, 255, 255, 0.85)';
  context.fillRect(left, top, plate.width, plate.height);
  context.fillStyle = '#14131c';
  context.fillRect(left + PADDING_PX, top + plate.height - PADDING_PX - LINE_PX, widthPx, LINE_PX);
  context.font = `600 ${TYPE_PX}px "Inter Variable", Inter, system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText(lengthWords(length), left + plate.width / 2, top + PADDING_PX, plate.width - 4);
}

/** Round lengths alone, so that they read alike in every language. */
export const lengthWords = ({ value, unit }: Measure): string => (unit === 'µm' && value >= 1000 ? `${value / 1000} mm` : `${Number(value.toPrecision(3))} ${unit}`);
