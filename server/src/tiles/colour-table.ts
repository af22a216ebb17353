import { crc32, deflateSync } from 'node:zlib';
import { COLOUR_TABLE_POINTS } from '@parfocal/shared/api';
import sharp from 'sharp';
import { DomainError } from '../wire/index.js';
import { isRgbProfile } from './colour-profile.js';

const WIDTH = COLOUR_TABLE_POINTS ** 2;
const HEIGHT = COLOUR_TABLE_POINTS;
const BANDS = 3;
const SIZE = { width: WIDTH, height: HEIGHT, channels: BANDS } as const;
const LARGEST = 255;
/** Length of a PNG's signature and its IHDR chunk: an iCCP chunk may come next (ISO/IEC 15948, 5.6). */
const AFTER_HEADER = 33;

/**
 * The way from a slide's colours to sRGB as a PNG, see `colourTableUrl`: a grid of all colours that carries the slide's profile, brought
 * to sRGB by the colour engine (perceptual intent). In 8 bits, since libvips takes 16 through Display P3 and loses more there than rounding.
 *
 * @throws DomainError `slide.profile-damaged` where the profile is none of RGB, or not whole
 */
export async function colourTable(profile: Buffer): Promise<Buffer> {
  if (!isRgbProfile(profile)) throw new DomainError('slide.profile-damaged', `${profile.length} bytes that are no profile of RGB`);
  const plain = await sharp(gridOfAllColours(), { raw: SIZE }).png({ compressionLevel: 1 }).toBuffer();
  const table = await sharp(withProfile(plain, profile)).raw().toBuffer();
  return sharp(table, { raw: SIZE }).png().toBuffer();
}

/** Red counts right within a square, green down, blue from square to square. */
function gridOfAllColours(): Buffer {
  const steps = Array.from({ length: COLOUR_TABLE_POINTS }, (_, step) => Math.round((step * LARGEST) / (COLOUR_TABLE_POINTS - 1)));
  const grid = Buffer.alloc(WIDTH * HEIGHT * BANDS);
  let at = 0;
  for (const green of steps) for (const blue of steps) for (const red of steps) {
    grid.set([red, green, blue], at);
    at += BANDS;
  }
  return grid;
}

/** The PNG with an iCCP chunk (ISO/IEC 15948, 11.3.2.3). */
function withProfile(png: Buffer, profile: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPslide\0\0', 'latin1'), deflateSync(profile)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, AFTER_HEADER), length, body, sum, png.subarray(AFTER_HEADER)]);
}
