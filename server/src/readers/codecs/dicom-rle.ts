import { damaged } from './coded-shape.js';

const HEADER_BYTES = 64;
const MOST_SEGMENTS = 15;
/** A control byte of PackBits that means nothing. */
const NOTHING = 128;

interface Frame {
  readonly pixels: number;
  readonly bands: 1 | 3;
  readonly bytesPerSample: 1 | 2;
}

/**
 * Decodes an RLE frame (DICOM PS3.5 Annex G): one PackBits segment a byte of a sample of a band, the most significant first.
 * Returns interleaved samples, those of 16 bits little-endian.
 *
 * @throws SlideFileError `slide.tile-damaged` where it ends early or holds other segments than its pixels need
 */
export function decodeDicomRle(frame: Uint8Array, { pixels, bands, bytesPerSample }: Frame): Uint8Array {
  if (frame.length < HEADER_BYTES) throw damaged('an RLE frame shorter than its header');
  const header = new DataView(frame.buffer, frame.byteOffset, HEADER_BYTES);
  const segments = bands * bytesPerSample;
  const found = header.getUint32(0, true);
  if (found !== segments || found > MOST_SEGMENTS) throw damaged(`${found} RLE segments where ${segments} are needed`);
  const decoded = new Uint8Array(pixels * segments);
  for (let segment = 0; segment < segments; segment++) {
    const from = header.getUint32(4 * (segment + 1), true);
    const to = segment + 1 < segments ? header.getUint32(4 * (segment + 2), true) : frame.length;
    if (from < HEADER_BYTES || to < from || to > frame.length) throw damaged('RLE segments out of order');
    const band = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    unpackBits(frame.subarray(from, to), decoded, { at: band * bytesPerSample + byte, step: segments, count: pixels });
  }
  return decoded;
}

/** Writes `count` bytes, `step` apart. What comes after them is the padding to an even length. */
function unpackBits(packed: Uint8Array, decoded: Uint8Array, { at, step, count }: { at: number; step: number; count: number }): void {
  let from = 0;
  let left = count;
  let to = at;
  while (left > 0) {
    if (from + 1 >= packed.length) throw damaged(`an RLE segment that ends ${left} samples early`);
    const control = packed[from++]!;
    if (control === NOTHING) continue;
    const isRun = control > NOTHING;
    const length = Math.min(left, isRun ? 257 - control : control + 1);
    if (!isRun && from + length > packed.length) throw damaged('an RLE segment that ends within a literal');
    for (let i = 0; i < length; i++, to += step) decoded[to] = packed[isRun ? from : from + i]!;
    from += isRun ? 1 : control + 1;
    left -= length;
  }
}
