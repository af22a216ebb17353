import { SlideFileError } from '../slide-file-error.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { TiffCompression, TiffPhotometric, TiffTag } from './tiff-tags.js';

/** How the pixels of one directory are stored. */
export interface PixelLayout {
  readonly compression: number;
  readonly photometric: number;
  readonly samplesPerPixel: number;
  readonly bitsPerSample: number;
  /** Samples apart: a tile of each plane instead of one tile (PlanarConfiguration 2). */
  readonly planes: number;
}

const DECODED: ReadonlySet<number> = new Set([
  TiffCompression.None,
  TiffCompression.Lzw,
  TiffCompression.Deflate,
  TiffCompression.DeflateOld,
  TiffCompression.PackBits,
]);

const KNOWN_COMPRESSIONS: ReadonlyMap<number, string> = new Map([
  [TiffCompression.OldJpeg, 'old-style JPEG (6), withdrawn by TIFF technical note 2'],
  [33003, 'JPEG 2000 YCbCr (33003)'],
  [33004, 'JPEG 2000 (33004)'],
  [33005, 'JPEG 2000 RGB (33005)'],
  [34712, 'JPEG 2000 (34712)'],
  [34925, 'LZMA (34925)'],
  [50000, 'Zstandard (50000)'],
  [50001, 'WebP (50001)'],
  [50002, 'JPEG XL (50002)'],
]);

/** @throws SlideFileError `slide.compression-unsupported` or `slide.pixels-unsupported`, saying which */
export async function readPixelLayout(directory: TiffDirectory): Promise<PixelLayout> {
  const samplesPerPixel = await directory.integer(TiffTag.SamplesPerPixel, 1);
  if (samplesPerPixel < 1 || samplesPerPixel > TiffLimit.samplesPerPixel) unsupported(`${samplesPerPixel} samples a pixel`);
  const bits = await directory.integers(TiffTag.BitsPerSample, TiffLimit.samplesPerPixel);
  const sampleFormats = await directory.integers(TiffTag.SampleFormat, TiffLimit.samplesPerPixel);
  if (new Set(bits).size > 1) unsupported('samples of different depth');
  if (sampleFormats.some((format) => format !== 1)) unsupported('samples that are not unsigned integers');
  const layout: PixelLayout = {
    compression: await directory.integer(TiffTag.Compression, TiffCompression.None),
    photometric: await directory.integer(TiffTag.Photometric, -1),
    samplesPerPixel,
    bitsPerSample: bits[0] ?? 1,
    planes: (await directory.integer(TiffTag.PlanarConfiguration, 1)) === 2 ? samplesPerPixel : 1,
  };
  if (layout.compression === TiffCompression.Jpeg) requireJpeg(layout);
  else if (DECODED.has(layout.compression)) requireDecodable(layout);
  else {
    const name = KNOWN_COMPRESSIONS.get(layout.compression) ?? `number ${layout.compression}`;
    throw new SlideFileError('slide.compression-unsupported', `tiles compressed with ${name}`);
  }
  return layout;
}

/** What passes through must be what a browser shows: grey, RGB or YCbCr, 8 bits, interleaved. */
function requireJpeg({ photometric, samplesPerPixel, bitsPerSample, planes }: PixelLayout): void {
  if (bitsPerSample !== 8) unsupported(`JPEG of ${bitsPerSample} bits`);
  if (planes > 1) unsupported('JPEG with its samples apart');
  const colour = photometric === TiffPhotometric.Rgb || photometric === TiffPhotometric.YCbCr;
  const grey = photometric === TiffPhotometric.BlackIsZero;
  if (!(colour && samplesPerPixel === 3) && !(grey && samplesPerPixel === 1)) {
    unsupported(`JPEG of ${samplesPerPixel} samples with photometric interpretation ${photometric}`);
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
