import sharp from 'sharp';

const BYTE = 0xff;
/** Fluorescence is mostly darkness: more effort makes it hardly smaller, and takes far longer. */
const COMPRESSION = { compressionLevel: 3, adaptiveFiltering: false } as const;

/**
 * The samples of one channel as a PNG that keeps every value: grey where `maxSample` fits into a byte, else RGB with the high byte
 * in red and the low one in green (`SlideImage.channelStyles`).
 */
export function samplesToPng(samples: Uint8Array | Uint16Array, width: number, height: number, maxSample: number): Promise<Buffer> {
  const isGrey = maxSample <= BYTE;
  const channels = isGrey ? 1 : 3;
  const bytes = isGrey ? toGrey(samples) : toHighAndLow(samples);
  const picture = sharp(bytes, { raw: { width, height, channels } });
  return (isGrey ? picture.toColourspace('b-w') : picture).png(COMPRESSION).toBuffer();
}

function toGrey(samples: Uint8Array | Uint16Array): Uint8Array | Uint8ClampedArray {
  if (samples instanceof Uint8Array) return samples;
  // A file that says its samples fit into a byte, and holds larger ones, is shown as bright as can be.
  return Uint8ClampedArray.from(samples);
}

function toHighAndLow(samples: Uint8Array | Uint16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 3);
  for (let from = 0, to = 0; from < samples.length; from++, to += 3) {
    const sample = samples[from]!;
    bytes[to] = sample >> 8;
    bytes[to + 1] = sample & BYTE;
  }
  return bytes;
}
