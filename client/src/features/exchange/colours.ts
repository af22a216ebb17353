import type { Rgb } from '@parfocal/shared/annotation';
import { MARK_COLOURS, markColour } from '@/ui';

const parsed = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** A colour of the palette as numbers from 0 to 255. */
export const rgbOf = (index: number): Rgb => parsed(markColour(index).stroke);

/** The colour of the palette that is least unlike. */
export function nearestColour(rgb: Rgb): number {
  const distances = MARK_COLOURS.map((_, index) => rgbOf(index).reduce((sum, shade, i) => sum + (shade - rgb[i]!) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
