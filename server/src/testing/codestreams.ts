import charls from '@cornerstonejs/codec-charls/wasmjs';
import openjpeg from '@cornerstonejs/codec-openjpeg/wasmjs';

type Encoders = Awaited<ReturnType<typeof charls>> & Awaited<ReturnType<typeof openjpeg>>;
/** What both encoders have. */
type ImageEncoder = Pick<InstanceType<Encoders['JpegLSEncoder']>, keyof InstanceType<Encoders['J2KEncoder']> & keyof InstanceType<Encoders['JpegLSEncoder']>>;

/** Pixels as an encoder takes them: interleaved, samples of more than 8 bits little-endian. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bands: 1 | 3;
  readonly precision: number;
  readonly pixels: Buffer;
}

/** The module becomes this very object, so each needs its own. */
const quiet = () => ({ print: () => undefined, printErr: () => undefined });

/** A picture with fine structure and noise, the same for the same numbers. */
export function somePicture({ widthPx = 48, heightPx = 40, bands = 3, precision = 8 }: Partial<Omit<Picture, 'pixels'>> = {}): Picture {
  const bytes = precision > 8 ? 2 : 1;
  const pixels = Buffer.alloc(widthPx * heightPx * bands * bytes);
  let seed = 7;
  for (let i = 0; i < widthPx * heightPx * bands; i++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const [x, y, band] = [Math.floor(i / bands) % widthPx, Math.floor(i / bands / widthPx), i % bands];
    const slope = (x / widthPx + (band * y) / heightPx) / 3;
    const sample = Math.min(2 ** precision - 1, Math.floor(slope * 2 ** precision) + (seed >>> 29));
    if (bytes === 2) pixels.writeUInt16LE(sample, i * 2);
    else pixels[i] = sample;
  }
  return { widthPx, heightPx, bands, precision, pixels };
}

function encoded(encoder: ImageEncoder, { widthPx, heightPx, bands, precision, pixels }: Picture): Buffer {
  encoder.getDecodedBuffer({ width: widthPx, height: heightPx, bitsPerSample: precision, componentCount: bands, isSigned: false }).set(pixels);
  encoder.encode();
  const bytes = Buffer.from(encoder.getEncodedBuffer());
  encoder.delete();
  return bytes;
}

/** A lossless JPEG 2000 codestream, by OpenJPEG's own encoder. */
export async function jpeg2000(picture: Picture): Promise<Buffer> {
  const encoder = new (await openjpeg(quiet())).J2KEncoder();
  encoder.setQuality(true, 1);
  encoder.setCompressionRatio(0, 0);
  return encoded(encoder, picture);
}

/** A lossless JPEG-LS picture, by CharLS's own encoder. Interleaved or not, `pixels` are read in that order. */
export async function jpegLs(picture: Picture, interleaveMode: 0 | 1 | 2 = 0): Promise<Buffer> {
  const encoder = new (await charls(quiet())).JpegLSEncoder();
  encoder.setInterleaveMode(interleaveMode);
  return encoded(encoder, picture);
}

/** An RLE frame of DICOM (PS3.5 Annex G) in runs and literals. */
export function dicomRle({ widthPx, heightPx, bands, precision, pixels }: Picture): Buffer {
  const bytesPerSample = precision > 8 ? 2 : 1;
  const step = bands * bytesPerSample;
  const segments = Array.from({ length: step }, (_, segment) => {
    const at = Math.floor(segment / bytesPerSample) * bytesPerSample + (bytesPerSample - 1 - (segment % bytesPerSample));
    return packBits(Buffer.from(Array.from({ length: widthPx * heightPx }, (__, i) => pixels[i * step + at]!)));
  });
  const header = Buffer.alloc(64);
  header.writeUInt32LE(segments.length, 0);
  let offset = header.length;
  segments.forEach((segment, i) => {
    header.writeUInt32LE(offset, 4 * (i + 1));
    offset += segment.length;
  });
  return Buffer.concat([header, ...segments]);
}

function packBits(bytes: Buffer): Buffer {
  const packed: number[] = [];
  for (let at = 0; at < bytes.length;) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run++;
    if (run > 1) {
      packed.push(257 - run, bytes[at]!);
      at += run;
      continue;
    }
    const from = at;
    while (at < bytes.length && at - from < 128 && bytes[at] !== bytes[at + 1]) at++;
    if (at === from) at++;
    packed.push(at - from - 1, ...bytes.subarray(from, at));
  }
  if (packed.length % 2 === 1) packed.push(0);
  return Buffer.from(packed);
}

/**
 * Lossless codestreams of 16 x 16 px in YCbCr without a colour transform, as Aperio's 33003 holds them, which the encoder above cannot
 * write: made with `opj_compress -mct 0 -F 16,16,3,8,u@1x1:…`. Y is 40 + 8x + 3y. Of its own columns c and rows r, Cb is 90 + 5c
 * (2c where it is not subsampled) and Cr 200 − 3r (6r where it has half the rows).
 */
export const YCC_CODESTREAMS = {
  '4:2:0': Buffer.from(
    '/0//UQAvAAAAAAAQAAAAEAAAAAAAAAAAAAAAEAAAABAAAAAAAAAAAAADBwEBBwICBwIC/1IADAAAAAEAAgQEAAH/XAAKQEBISFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi' +
      '41LjD/kAAKAAAAAABmAAH/k8+0PBElen6pL1kiLJYs7qbADMfUCAlD6N7PtBQDl+Qfn8HzhYD4QwAiGghdfwN+X8D5AQANAKB8gMAMFc/A+QJAOhg2oZnPPaYuwHwhgCIZz6A+EMAAzn//2Q==',
    'base64',
  ),
  '4:2:2': Buffer.from(
    '/0//UQAvAAAAAAAQAAAAEAAAAAAAAAAAAAAAEAAAABAAAAAAAAAAAAADBwEBBwIBBwIB/1IADAAAAAEAAgQEAAH/XAAKQEBISFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi' +
      '41LjD/kAAKAAAAAABsAAH/k8+0PBElen6pL1kiLJYs7qbADMfUDhFndPSLE0fPtCAVCGUSad8Yp8HzhYD4QwAiGghdfwN+X8D5AYAX17+gPhCAAMDA+QJAOhg2oZnPPaYuwHwiACIc73+gHQwp3d//' +
      '2Q==',
    'base64',
  ),
  '4:4:4': Buffer.from(
    '/0//UQAvAAAAAAAQAAAAEAAAAAAAAAAAAAAAEAAAABAAAAAAAAAAAAADBwEBBwEBBwEB/1IADAAAAAEAAgQEAAH/XAAKQEBISFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi' +
      '41LjD/kAAKAAAAAAB1AAH/k8+0PBElen6pL1kiLJYs7qbADMfUGBFiLHXwfy0x7wUMD8+0NBUxHHz+k2S9GNlZ9X/B84WA+EMAIhoIXX8Dfl/AfCGAIhnPoD4QwADOX8D5AkA6GDahmc89pi7AOhg2' +
      'oZegHQw+Yp//2Q==',
    'base64',
  ),
} as const;
