import { COLOUR_TABLE_POINTS } from '@parfocal/shared/api';
import sharp from 'sharp';
import { colourTable } from './colour-table.js';

const N = COLOUR_TABLE_POINTS;
const last = N - 1;

/** A profile that libvips brings along. */
async function profileOf(name: 'p3' | 'srgb' | 'cmyk'): Promise<Buffer> {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: '#808080' } });
  return (await sharp(await pixel.withIccProfile(name).jpeg().toBuffer()).metadata()).icc!;
}

/** Looks a colour up, as steps of the grid from 0 to 32. */
async function lookup(table: Buffer): Promise<(red: number, green: number, blue: number) => number[]> {
  const { data, info } = await sharp(table).raw().toBuffer({ resolveWithObject: true });
  expect([info.format, info.width, info.height, info.channels]).toEqual(['raw', N * N, N, 3]);
  return (red, green, blue) => {
    const at = (green * N * N + blue * N + red) * 3;
    return [...data.subarray(at, at + 3)];
  };
}

const decoded = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const encoded = (value: number): number => {
  const within = Math.min(1, Math.max(0, value));
  return within <= 0.0031308 ? within * 12.92 : 1.055 * within ** (1 / 2.4) - 0.055;
};

/** Display P3 to sRGB: both D65 and with the same curve, so only the primaries differ (matrix of CSS Color 4, 10.3 and 17). */
function srgbOfP3(rgb: readonly number[]): number[] {
  const [red = 0, green = 0, blue = 0] = rgb.map(decoded);
  const linear = [1.2249401 * red - 0.2249404 * green, -0.0420569 * red + 1.0420571 * green, -0.0196376 * red - 0.0786361 * green + 1.0982735 * blue];
  return linear.map((value) => 255 * encoded(value));
}

describe('colourTable', () => {
  it('brings colours where their profile says, everywhere on the grid', async () => {
    const at = await lookup(await colourTable(await profileOf('p3')));
    let [worst, sum, count] = [0, 0, 0];
    for (let red = 0; red < N; red += 4) for (let green = 0; green < N; green += 4) for (let blue = 0; blue < N; blue += 4) {
      // What 8 bits make of a step of 255 / 32.
      const expected = srgbOfP3([red, green, blue].map((step) => Math.round((255 * step) / last) / 255));
      at(red, green, blue).forEach((value, band) => {
        const off = Math.abs(value - expected[band]!);
        [worst, sum, count] = [Math.max(worst, off), sum + off, count + 1];
      });
    }
    expect(worst).toBeLessThan(4);
    expect(sum / count).toBeLessThan(0.4);
  });

  it('leaves sRGB where it is, to the last of 8 bits', async () => {
    const at = await lookup(await colourTable(await profileOf('srgb')));
    for (const colour of [[0, 0, 0], [last, 0, 0], [0, last, 0], [0, 0, last], [7, 19, 31], [last, last, last]] as const) {
      at(colour[0], colour[1], colour[2]).forEach((value, band) => expect(Math.abs(value - (255 * colour[band]!) / last)).toBeLessThanOrEqual(1));
    }
  });

  it('says of a profile of other colours, of none, and of a broken one that it is damaged', async () => {
    const p3 = await profileOf('p3');
    const hollow = Buffer.from(p3);
    hollow.fill(0, 128);
    const beheaded = p3.subarray(0, 100);
    const promising = Buffer.from(p3);
    promising.writeUInt32BE(p3.length + 1);
    for (const profile of [await profileOf('cmyk'), Buffer.alloc(0), Buffer.alloc(4000, 'x'), hollow, beheaded, promising]) {
      await expect(colourTable(profile)).rejects.toMatchObject({ code: 'slide.profile-damaged' });
    }
  });
});
