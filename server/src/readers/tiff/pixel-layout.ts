import { SlideFileError } from '../slide-file-error.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { SampleKind, TiffCompression, TiffPhotometric, TiffTag } from './tiff-tags.js';

/** How the pixels of one directory are stored. */
export interface PixelLayout {
  readonly compression: number;
  readonly photometric: number;
  readonly samplesPerPixel: number;
  readonly bitsPerSample: number;
  /** Samples apart: a tile of each plane instead of one tile (PlanarConfiguration 2). */
  readonly planes: number;
  /** Samples count from below zero: measurements of one channel, never colours. */
  readonly isSigned: boolean;
}

export const isJpeg2000 = ({ compression }: PixelLayout): boolean => JPEG_2000.has(compression);

/** One sample a pixel that is brightness, and not a number of a palette. */
export const isGrey = ({ photometric, samplesPerPixel }: PixelLayout): boolean =>
  samplesPerPixel === 1 && (photometric === TiffPhotometric.BlackIsZero || photometric === TiffPhotometric.WhiteIsZero);

const JPEG_2000: ReadonlySet<number> = new Set([
  TiffCompression.Jpeg2000Aperio,
  TiffCompression.Jpeg2000Lossy,
  TiffCompression.Jpeg2000Rgb,
  TiffCompression.Jpeg2000,
]);

const DECODED: ReadonlySet<number> = new Set([
  TiffCompression.None,
  TiffCompression.Lzw,
  TiffCompression.Deflate,
  TiffCompression.DeflateOld,
  TiffCompression.PackBits,
  TiffCompression.WebP,
]);

const KNOWN_COMPRESSIONS: ReadonlyMap<number, string> = new Map([
  [TiffCompression.OldJpeg, 'old-style JPEG (6), withdrawn by TIFF technical note 2'],
  [34925, 'LZMA (34925)'],
  [50000, 'Zstandard (50000)'],
  [50002, 'JPEG XL (50002)'],
]);

/** @throws SlideFileError `slide.compression-unsupported` or `slide.pixels-unsupported`, saying which */
export async function readPixelLayout(directory: TiffDirectory): Promise<PixelLayout> {
  const samplesPerPixel = await directory.integer(TiffTag.SamplesPerPixel, 1);
  if (samplesPerPixel < 1 || samplesPerPixel > TiffLimit.samplesPerPixel) unsupported(`${samplesPerPixel} samples a pixel`);
  const bits = await directory.integers(TiffTag.BitsPerSample, TiffLimit.samplesPerPixel);
  const sampleFormats = await directory.integers(TiffTag.SampleFormat, TiffLimit.samplesPerPixel);
  if (new Set(bits).size > 1) unsupported('samples of different depth');
  const kind = sampleFormats[0] ?? SampleKind.Unsigned;
  if (sampleFormats.some((format) => format !== kind) || (kind !== SampleKind.Unsigned && kind !== SampleKind.Signed)) {
    unsupported('samples that are no integers');
  }
  const layout: PixelLayout = {
    compression: await directory.integer(TiffTag.Compression, TiffCompression.None),
    photometric: await directory.integer(TiffTag.Photometric, -1),
    samplesPerPixel,
    bitsPerSample: bits[0] ?? 1,
    planes: (await directory.integer(TiffTag.PlanarConfiguration, 1)) === 2 ? samplesPerPixel : 1,
    isSigned: kind === SampleKind.Signed,
  };
  if (layout.isSigned && !isGrey(layout)) unsupported('colours with a sign');
  if (layout.compression === TiffCompression.Jpeg) requireJpeg(layout);
  else if (isJpeg2000(layout)) requireJpeg2000(layout);
  else if (DECODED.has(layout.compression)) requireDecodable(layout);
  else {
    const name = KNOWN_COMPRESSIONS.get(layout.compression) ?? `number ${layout.compression}`;
    throw new SlideFileError('slide.compression-unsupported', `tiles compressed with ${name}`);
  }
  return layout;
}

/** What passes through must be what a browser shows: grey, RGB or YCbCr, 8 bits, interleaved. */
function requireJpeg({ photometric, samplesPerPixel, bitsPerSample, planes, isSigned }: PixelLayout): void {
  if (bitsPerSample !== 8 || isSigned) unsupported(`JPEG of ${bitsPerSample} bits`);
  if (planes > 1) unsupported('JPEG with its samples apart');
  const colour = photometric === TiffPhotometric.Rgb || photometric === TiffPhotometric.YCbCr;
  const grey = photometric === TiffPhotometric.BlackIsZero;
  if (!(colour && samplesPerPixel === 3) && !(grey && samplesPerPixel === 1)) {
    unsupported(`JPEG of ${samplesPerPixel} samples with photometric interpretation ${photometric}`);
  }
}

/** Nothing else was ever seen in a slide, and a codestream says the rest itself. */
function requireJpeg2000({ photometric, samplesPerPixel, bitsPerSample, planes, isSigned }: PixelLayout): void {
  if (planes > 1 || isSigned) unsupported('JPEG 2000 with its samples apart or with a sign');
  if (bitsPerSample !== 8 && bitsPerSample !== 16) unsupported(`JPEG 2000 of ${bitsPerSample} bits`);
  const colour = photometric === TiffPhotometric.Rgb || photometric === TiffPhotometric.YCbCr;
  if (!(colour && samplesPerPixel === 3) && !(photometric === TiffPhotometric.BlackIsZero && samplesPerPixel === 1)) {
    unsupported(`JPEG 2000 of ${samplesPerPixel} samples with photometric interpretation ${photometric}`);
  }
}

function requireDecodable({ photometric, samplesPerPixel, bitsPerSample }: PixelLayout): void {
  if (bitsPerSample !== 8 && bitsPerSample !== 16) unsupported(`samples of ${bitsPerSample} bits`);
  const known = (Object.values(TiffPhotometric) as number[]).includes(photometric);
  const colour = photometric === TiffPhotometric.Rgb || photometric === TiffPhotometric.YCbCr;
  // One more band than the colour takes may be coverage; more than that is several channels, which is no picture.
  const most = colour ? 4 : photometric === TiffPhotometric.Palette ? 1 : 2;
  if (!known || samplesPerPixel > most || samplesPerPixel < (colour ? 3 : 1)) {
    unsupported(`${samplesPerPixel} samples with photometric interpretation ${photometric}`);
  }
  if (bitsPerSample === 16 && (photometric === TiffPhotometric.Palette || photometric === TiffPhotometric.YCbCr)) {
    unsupported(`16 bits with photometric interpretation ${photometric}`);
  }
}

function unsupported(what: string): never {
  throw new SlideFileError('slide.pixels-unsupported', what);
}
