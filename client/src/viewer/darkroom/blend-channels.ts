/** Samples of one channel of a tile, row by row. */
export type Samples = Uint8Array | Uint16Array;

/** One channel as it is to be shown. */
export interface ChannelLight {
  /** Its number in the file. */
  readonly channel: number;
  /** The full colour, 0 to 255 each. */
  readonly colour: readonly [red: number, green: number, blue: number];
  /** Samples that are black and full colour; `low` below `high`. */
  readonly low: number;
  readonly high: number;
}

/**
 * Adds the light of channels as a microscope with several lamps would: each sample is stretched over its window and
 * multiplied with its colour, and the sum is cut at full white.
 *
 * @param pixels red, green, blue, alpha of each place; written whole, and opaque.
 * @param layers samples of as many places; a layer without samples (a place that was not scanned) gives no light.
 */
export function blendChannels(pixels: Uint8ClampedArray, layers: readonly { readonly samples: Samples; readonly light: ChannelLight }[]): void {
  const places = pixels.length / 4;
  const sums = new Float32Array(places * 3);
  for (const { samples, light: { colour, low, high } } of layers) {
    const [red, green, blue] = colour;
    const gain = 1 / (high - low);
    const lit = Math.min(places, samples.length);
    for (let i = 0, at = 0; i < lit; i++, at += 3) {
      const share = (samples[i]! - low) * gain;
      if (share <= 0) continue;
      const light = share < 1 ? share : 1;
      sums[at] = sums[at]! + light * red;
      sums[at + 1] = sums[at + 1]! + light * green;
      sums[at + 2] = sums[at + 2]! + light * blue;
    }
  }
  for (let i = 0, at = 0; i < pixels.length; i += 4, at += 3) {
    pixels[i] = sums[at]!;
    pixels[i + 1] = sums[at + 1]!;
    pixels[i + 2] = sums[at + 2]!;
    pixels[i + 3] = 255;
  }
}

/**
 * Samples out of a decoded tile: grey where they have 8 bits, else the high byte in red and the low one in green
 * (`SlideImage.channelStyles`).
 */
export function samplesOf(pixels: Uint8ClampedArray, maxSample: number): Samples {
  const places = pixels.length / 4;
  const samples = maxSample > 255 ? new Uint16Array(places) : new Uint8Array(places);
  if (maxSample > 255) for (let i = 0, at = 0; i < places; i++, at += 4) samples[i] = (pixels[at]! << 8) | pixels[at + 1]!;
  else for (let i = 0, at = 0; i < places; i++, at += 4) samples[i] = pixels[at]!;
  return samples;
}
