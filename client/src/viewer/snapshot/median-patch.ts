import type { ScreenPoint } from '../camera/screen';
import type { SlideColour } from '../slide-viewer';

/** Side of the patch in CSS pixels: large enough to smooth the scanner's noise, small enough for a gap in the tissue. */
const PATCH_PX = 7;

/** The middle colour, part by part, of a small patch around a place of what `paint` paints. */
export function medianPatch(paint: (context: CanvasRenderingContext2D) => void, { xPx, yPx }: ScreenPoint): SlideColour | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PATCH_PX;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return undefined;
  context.translate(PATCH_PX / 2 - xPx, PATCH_PX / 2 - yPx);
  paint(context);
  return medianColour(context.getImageData(0, 0, PATCH_PX, PATCH_PX).data);
}

/** Of pixels as red, green, blue, alpha; what is not painted does not count. */
export function medianColour(pixels: Uint8ClampedArray): SlideColour | undefined {
  const parts: number[][] = [[], [], []];
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] !== 255) continue;
    parts.forEach((part, j) => part.push(pixels[i + j]!));
  }
  if (parts[0]!.length === 0) return undefined;
  const [red, green, blue] = parts.map((part) => part.sort((a, b) => a - b)[part.length >> 1]!);
  return [red!, green!, blue!];
}
