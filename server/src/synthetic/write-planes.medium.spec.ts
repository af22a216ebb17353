import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSlide, type SlideReader } from '../readers/index.js';
import { COLOUR_PATCHES, FOCUS, Focus, PLANE_MARKS, type SyntheticSlide, writeSyntheticSlide } from './index.js';
import { type Square, samplesAt } from './testing/samples-at.js';

const SIZE = { widthPx: 1150, heightPx: 900, seed: 3 };
const { colours, columns, left, top, sidePx, pitchPx } = COLOUR_PATCHES;

let folder: string;
const opened: SlideReader[] = [];

beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'parfocal-planes-'))));
afterAll(async () => {
  for (const slide of opened) await slide.close();
  await rm(folder, { recursive: true });
});

async function written(more: Partial<SyntheticSlide>): Promise<SlideReader> {
  const path = join(folder, `${opened.length}.ome.tif`);
  await writeSyntheticSlide({ path, ...SIZE, ...more });
  opened.push(await openSlide(path));
  return opened.at(-1)!;
}

/** Decoders soften colour by a pixel between blocks; from there on a patch is even. */
const EDGE_PX = 2;
const INNER_PX = sidePx - 2 * EDGE_PX;

async function patch(slide: SlideReader, n: number, where: Partial<Square> = {}): Promise<number[][]> {
  const [column, row] = [n % columns, Math.floor(n / columns)];
  const samples = await samplesAt(slide, { level: 0, x: left + column * pitchPx + EDGE_PX, y: top + row * pitchPx + EDGE_PX, sidePx: INNER_PX, ...where });
  return Array.from({ length: INNER_PX ** 2 }, (_, i) => samples.slice(i * 3, i * 3 + 3));
}

/** JPEG's rounding is up to two steps a channel, brought from YCbCr. */
function expectColour(pixels: number[][], wanted: readonly number[], within = 3): void {
  const most = Math.max(...pixels.map((pixel) => Math.max(...pixel.map((value, c) => Math.abs(value - wanted[c]!)))));
  expect(most).toBeLessThanOrEqual(within);
}

/** From sRGB to Display P3: both have the curve of sRGB and the white D65 (SMPTE EG 432-1; CSS Color 4, "Sample code"). */
function displayP3(colour: readonly number[]): number[] {
  const [r, g, b] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  const linear = [0.82246197 * r + 0.17753803 * g, 0.0331942 * r + 0.9668058 * g, 0.01708263 * r + 0.07239744 * g + 0.91051993 * b];
  return linear.map((value) => 255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055));
}

describe('colour patches', () => {
  it('have their sRGB values, all over', async () => {
    const slide = await written({});
    expect(slide.image.hasColourProfile).toBeUndefined();
    for (const [n, colour] of colours.entries()) expectColour(await patch(slide, n), colour);
  }, 60_000);

  it('are stored in Display P3 where the file has that profile, which the reader finds', async () => {
    const slide = await written({ profile: 'p3' });
    expect(slide.image.hasColourProfile).toBe(true);
    expect((await slide.colourProfile!())!.toString('latin1', 36, 40)).toBe('acsp');
    for (const [n, colour] of colours.entries()) expectColour(await patch(slide, n), displayP3(colour), 4);
    // So that a viewer which ignores the profile is found out.
    expect(Math.abs(displayP3(colours[14])[0]! - colours[14][0])).toBeGreaterThan(12);
  }, 60_000);
});

describe('focal planes in colours', () => {
  const PLANES = 5;
  let sharp: SlideReader;
  let stack: SlideReader;

  beforeAll(async () => {
    sharp = await written({});
    stack = await written({ planes: PLANES });
  }, 120_000);

  it('read back with their number and distance, on levels of SubIFDs', () => {
    const { levels, ...image } = stack.image;
    expect(image).toMatchObject({ format: 'ome-tiff', widthPx: 1150, heightPx: 900, mppX: 0.25, zPlanes: PLANES, zSpacingUm: FOCUS.spacingUm, channels: 1 });
    expect(image.channelStyles).toBeUndefined();
    expect(levels).toEqual(sharp.image.levels);
  });

  it('have marks and patches in focus on each', async () => {
    for (let z = 0; z < PLANES; z++) {
      expectColour(await patch(stack, 14, { z }), colours[14]);
      const mark = await samplesAt(stack, { level: 0, z, x: PLANE_MARKS.left + 12, y: PLANE_MARKS.top + z * PLANE_MARKS.pitchPx + 12, sidePx: 8 });
      expect(Math.max(...mark)).toBeLessThan(45);
    }
  }, 30_000);

  it('are blurred as said: like a Gaussian of that sigma over the slide in focus', async () => {
    const focus = new Focus(SIZE.seed, SIZE.widthPx, SIZE.heightPx, PLANES);
    const [x, y, inner, reach] = [560, 480, 24, 30];
    const around = await samplesAt(sharp, { level: 0, x: x - reach, y: y - reach, sidePx: inner + 2 * reach });
    for (let z = 0; z < PLANES; z++) {
      const sigma = focus.sigmaPx(z, x + inner / 2, y + inner / 2);
      const wanted = blurred(around.filter((_, i) => i % 3 === 1), inner + 2 * reach, reach, sigma);
      const green = (await samplesAt(stack, { level: 0, z, x, y, sidePx: inner })).filter((_, i) => i % 3 === 1);
      const off = green.reduce((sum, value, k) => sum + Math.abs(value - wanted[k]!), 0) / green.length;
      expect(off).toBeLessThan(4);
    }
  }, 30_000);

  it('differ in sharpness from place to place: no plane is the best everywhere', async () => {
    const best = new Set<number>();
    for (const [x, y] of [[300, 600], [480, 300], [600, 400], [700, 600], [800, 500]] as const) {
      const details = await Promise.all(Array.from({ length: PLANES }, async (_, z) => detail(await samplesAt(stack, { level: 0, z, x, y, sidePx: 64 }))));
      best.add(details.indexOf(Math.max(...details)));
    }
    expect(best.size).toBeGreaterThan(1);
  }, 30_000);
});

/** The middle of a square under a sampled Gaussian, as straight as it can be written. */
function blurred(values: readonly number[], side: number, reach: number, sigma: number): number[] {
  const weight = (d: number): number => (sigma === 0 ? (d === 0 ? 1 : 0) : Math.exp((-d * d) / (2 * sigma * sigma)));
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const sum = offsets.reduce((all, d) => all + weight(d), 0);
  const rows = values.map((_, k) => {
    const x = k % side;
    return x < reach || x >= side - reach ? 0 : offsets.reduce((all, d) => all + weight(d) * values[k + d]!, 0) / sum;
  });
  const inner = side - 2 * reach;
  return Array.from({ length: inner * inner }, (_, k) => {
    const at = (Math.floor(k / inner) + reach) * side + (k % inner) + reach;
    return offsets.reduce((all, d) => all + weight(d) * rows[at + d * side]!, 0) / sum;
  });
}

/** Mean step of green from a pixel to the next but one: blur takes it away, and most of the grain is finer. */
function detail(rgb: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i + 6 < rgb.length; i += 3) sum += Math.abs(rgb[i]! - rgb[i + 6]!);
  return sum;
}
