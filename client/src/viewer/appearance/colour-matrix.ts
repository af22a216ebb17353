import type { SlideAppearance } from './appearance';

/** Three rows of red, green, blue and an offset, for colours from 0 to 1 as they are coded in sRGB. */
export type ColourMatrix = readonly [number, number, number, number, number, number, number, number, number, number, number, number];

/** What the eye weighs red, green and blue with (Rec. 709), as the saturate matrix of SVG has them. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/**
 * White point, saturation, contrast and brightness as one matrix, in this order: glass is made white first, so that it
 * stays so however the rest is set. The result is cut to 0 … 1 and then raised to the power 1 / gamma.
 */
export function colourMatrix({ whitePoint, saturation, contrast, brightness }: SlideAppearance): ColourMatrix {
  const gains = (whitePoint ?? [255, 255, 255]).map((part) => 255 / part);
  const offset = 0.5 - 0.5 * contrast + brightness;
  const row = (own: 0 | 1 | 2): [number, number, number, number] => {
    const [red, green, blue] = [RED, GREEN, BLUE].map((weight, i) => contrast * gains[i]! * (weight * (1 - saturation) + (i === own ? saturation : 0)));
    return [red!, green!, blue!, offset];
  };
  return [...row(0), ...row(1), ...row(2)];
}

/** Recolours pixels in place, red, green, blue, alpha from 0 to 255: what the screen's filter shows, for pictures that leave it. */
export function recolour(pixels: Uint8ClampedArray, appearance: SlideAppearance): void {
  const m = colourMatrix(appearance);
  const curve = Uint8ClampedArray.from({ length: 256 }, (_, value) => 255 * (value / 255) ** (1 / appearance.gamma));
  const [or, og, ob] = [255 * m[3], 255 * m[7], 255 * m[11]];
  const held = new Uint8ClampedArray(3);
  for (let i = 0; i < pixels.length; i += 4) {
    const [r, g, b] = [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
    held[0] = m[0] * r + m[1] * g + m[2] * b + or;
    held[1] = m[4] * r + m[5] * g + m[6] * b + og;
    held[2] = m[8] * r + m[9] * g + m[10] * b + ob;
    pixels[i] = curve[held[0]!]!;
    pixels[i + 1] = curve[held[1]!]!;
    pixels[i + 2] = curve[held[2]!]!;
  }
}
