/** Brings samples of `precision` bits to 8: the largest becomes 255. */
export function toEightBits(samples: Uint8Array | Uint16Array, precision: number): Uint8Array {
  const largest = 2 ** precision - 1;
  const table = Uint8Array.from({ length: largest + 1 }, (_, value) => Math.round((value * 255) / largest));
  const eight = new Uint8Array(samples.length);
  // A decoder may hand out more than the precision allows; the table ends there.
  for (let i = 0; i < samples.length; i++) eight[i] = table[Math.min(samples[i]!, largest)]!;
  return eight;
}

/** Samples stored band after band, as pixels. */
export function interleaved<T extends Uint8Array | Uint16Array>(planes: T, bands: number): T {
  const pixels = planes.length / bands;
  const result = planes.slice() as T;
  for (let band = 0; band < bands; band++) {
    for (let i = 0; i < pixels; i++) result[i * bands + band] = planes[band * pixels + i]!;
  }
  return result;
}

/** Full-range YCbCr of 8 bits to RGB, in place (ITU-T T.871 7; DICOM's YBR_FULL, PS3.3 C.7.6.3.1.2, is the same). */
export function yccToRgb(pixels: Uint8Array): void {
  // A clamped array rounds and keeps to 0 … 255 by itself.
  const rgb = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const y = rgb[i]!;
    const cb = rgb[i + 1]! - 128;
    const cr = rgb[i + 2]! - 128;
    rgb[i] = y + 1.402 * cr;
    rgb[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[i + 2] = y + 1.772 * cb;
  }
}
