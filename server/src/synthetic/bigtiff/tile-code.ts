import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import sharp from 'sharp';
import { TiffCompression, TiffPhotometric } from '../../readers/index.js';
import type { Samples } from '../samples.js';
import { TILE_PX } from './tile-size.js';

/** How tiles are encoded, and what a directory says of that. */
export interface TileCode {
  readonly compression: number;
  readonly photometric: number;
  /** One entry a sample of a pixel. */
  readonly bitsPerSample: readonly number[];
  /** 2: each sample is stored as its difference to the one before it in its row (TIFF 6.0, section 14). */
  readonly predictor: 1 | 2;
  /** ICC profile of the colours. */
  readonly profile?: Buffer;
  /** The samples are not touched again by anyone. */
  encode(samples: Samples): Promise<Buffer>;
}

const QUALITY = 85;

/** YCbCr JPEG, encoded in libvips' threads; with a profile, sRGB is brought to its colours. */
export async function jpegCode(profile?: 'p3'): Promise<TileCode> {
  const raw = { width: TILE_PX, height: TILE_PX, channels: 3 } as const;
  return {
    compression: TiffCompression.Jpeg,
    photometric: TiffPhotometric.YCbCr,
    bitsPerSample: [8, 8, 8],
    predictor: 1,
    ...(profile && { profile: await profileBytes(profile) }),
    encode: (samples) => {
      const picture = sharp(samples, { raw });
      // The file says once what the colours are; a browser would apply a profile in each tile by itself.
      return (profile ? picture.withIccProfile(profile, { attach: false }) : picture).jpeg({ quality: QUALITY, chromaSubsampling: '4:2:0' }).toBuffer();
    },
  };
}

async function profileBytes(profile: 'p3'): Promise<Buffer> {
  const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000000' } }).withIccProfile(profile).png().toBuffer();
  const { icc } = await sharp(pixel).metadata();
  if (!icc) throw new Error('libvips is built without colour profiles');
  return icc;
}

/** Grey of 16 bits without loss. */
export function greyCode(compression: 'deflate' | 'none'): TileCode {
  const isPacked = compression === 'deflate';
  return {
    compression: isPacked ? TiffCompression.Deflate : TiffCompression.None,
    photometric: TiffPhotometric.BlackIsZero,
    bitsPerSample: [16],
    predictor: isPacked ? 2 : 1,
    encode: (samples) => (isPacked ? inflatable(differences(samples)) : Promise.resolve(bytesOf(samples))),
  };
}

const packed = promisify<Buffer, { level: number }, Buffer>(deflate);
/** Noise hardly gets smaller at higher levels, only slower. */
const inflatable = (samples: Samples): Promise<Buffer> => packed(bytesOf(samples), { level: 2 });

function differences(samples: Samples): Uint16Array {
  const out = new Uint16Array(samples.length);
  for (let row = 0; row < samples.length; row += TILE_PX) {
    out[row] = samples[row]!;
    for (let k = row + 1; k < row + TILE_PX; k++) out[k] = samples[k]! - samples[k - 1]!;
  }
  return out;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Samples): Buffer => Buffer.from(buffer, byteOffset, byteLength);
