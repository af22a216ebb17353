import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSlide, type SlideReader } from '../readers/index.js';
import { type Dye, FOCUS, LIGHT_WEDGE, maxSampleOf, PLANE_MARKS, RULER, type SampleBits, sampleOf, writeSyntheticSlide } from './index.js';
import { samplesAt } from './testing/samples-at.js';

const SIZE = { widthPx: 1100, heightPx: 900 };
const CHANNELS: readonly Dye[] = ['DAPI', 'FITC', 'TRITC'];
const PLANES = 3;
/** Tissue, off the marks. */
const INSIDE = { x: 480, y: 440, sidePx: 180 };

describe.each<{ bits: SampleBits; compression: 'deflate' | 'none' }>([{ bits: 16, compression: 'deflate' }, { bits: 12, compression: 'none' }])('fluorescence of $bits bits, $compression', ({ bits, compression }) => {
  let folder: string;
  let slide: SlideReader;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parfocal-fluorescence-'));
    const path = join(folder, 'slide.ome.tif');
    await writeSyntheticSlide({ path, ...SIZE, seed: 3, planes: PLANES, fluorescence: { channels: CHANNELS, bits, compression } });
    slide = await openSlide(path);
  }, 120_000);

  afterAll(async () => {
    await slide.close();
    await rm(folder, { recursive: true });
  });

  it('reads back with its channels, planes, scale and all levels', () => {
    expect(slide.image).toMatchObject({
      format: 'ome-tiff', ...SIZE, mppX: 0.25, mppY: 0.25, objectivePower: 40, zPlanes: PLANES, zSpacingUm: FOCUS.spacingUm, channels: 3, maxSample: 2 ** bits - 1,
      channelStyles: [{ name: 'DAPI', colour: '#0000ff' }, { name: 'FITC', colour: '#00ff00' }, { name: 'TRITC', colour: '#ff0000' }],
    });
    expect(slide.image.levels.map(({ widthPx, heightPx }) => [widthPx, heightPx])).toEqual([[1100, 900], [550, 450], [275, 225], [138, 113]]);
    expect(slide.associated).toEqual([]);
  });

  it('has the wedge’s samples in the channel of each row, on every plane and level', async () => {
    for (let z = 0; z < PLANES; z++) {
      for (const [channel] of CHANNELS.entries()) {
        for (const [row, step] of [[0, 0], [0, 7], [1, 3], [2, 5]] as const) {
          const light = row === channel ? (LIGHT_WEDGE.full * (step + 1)) / LIGHT_WEDGE.steps : 0;
          const x = LIGHT_WEDGE.left + step * LIGHT_WEDGE.pitchPx;
          const y = LIGHT_WEDGE.top + row * LIGHT_WEDGE.pitchPx;
          for (const [level, sidePx] of [32, 16, 8].entries()) {
            const box = { x: x / 2 ** level, y: y / 2 ** level, sidePx };
            const samples = await samplesAt(slide, { level, z, channel, ...box });
            expect(new Set(samples)).toEqual(new Set([sampleOf(light, bits)]));
          }
        }
      }
    }
  }, 60_000);

  it('says on each plane which it is, and has the ruler on all', async () => {
    const ink = sampleOf(0.25, bits);
    for (let z = 0; z < PLANES; z++) {
      for (let mark = 0; mark < PLANES; mark++) {
        const [middle] = await samplesAt(slide, { level: 0, z, channel: 1, x: PLANE_MARKS.left + 16, y: PLANE_MARKS.top + mark * PLANE_MARKS.pitchPx + 16, sidePx: 1 });
        expect(middle === ink).toBe(mark === z);
      }
      expect(await samplesAt(slide, { level: 0, z, channel: 2, x: RULER.tickSpacingPx, y: RULER.insetPx + 20, sidePx: 2 })).toEqual([ink, ink, ink, ink]);
    }
  });

  it('has glass that is dark, with noise', async () => {
    const samples = await samplesAt(slide, { level: 0, z: 1, channel: 0, x: 1030, y: 10, sidePx: 40 });
    const dark = sampleOf(0, bits);
    expect(Math.abs(meanOf(samples) - dark)).toBeLessThan(maxSampleOf(bits) * 0.001);
    expect(spreadOf(samples)).toBeGreaterThan(maxSampleOf(bits) * 0.002);
    expect(spreadOf(samples)).toBeLessThan(maxSampleOf(bits) * 0.006);
  });

  it('has tissue of its own in each channel: much DNA, and few marked cells', async () => {
    const lit = async (channel: number): Promise<number> => {
      const samples = await samplesAt(slide, { level: 0, z: 1, channel, ...INSIDE });
      return samples.filter((sample) => sample > sampleOf(0.25, bits)).length / samples.length;
    };
    const [dapi, fitc, tritc] = [await lit(0), await lit(1), await lit(2)];
    expect(dapi).toBeGreaterThan(0.08);
    expect(fitc).toBeGreaterThan(0.03);
    expect(tritc).toBeGreaterThan(0);
    expect(tritc).toBeLessThan(dapi / 3);
  });

  it('is one picture on all levels, each the mean of the one below', async () => {
    for (const level of [1, 2]) {
      const below = await samplesAt(slide, { level: level - 1, z: 2, channel: 0, x: 256, y: 256, sidePx: 64 });
      const above = await samplesAt(slide, { level, z: 2, channel: 0, x: 128, y: 128, sidePx: 32 });
      above.forEach((sample, i) => {
        const at = Math.floor(i / 32) * 128 + (i % 32) * 2;
        expect(sample).toBe((below[at]! + below[at + 1]! + below[at + 64]! + below[at + 65]! + 2) >> 2);
      });
    }
  });

  it('has its first window about its tissue', () => {
    for (const { windowLow, windowHigh } of slide.image.channelStyles!) {
      expect(windowLow).toBeLessThan(sampleOf(0.05, bits));
      expect(windowHigh).toBeGreaterThan(sampleOf(0.2, bits));
      expect(windowHigh).toBeLessThan(maxSampleOf(bits));
    }
  });
});

it.each([
  [{ planes: 0 }, /1 to 11 focal planes/],
  [{ planes: 12 }, /1 to 11 focal planes/],
  [{ fluorescence: { channels: [] } }, /at least one/],
  [{ fluorescence: { channels: ['DAPI', 'DAPI'] as const } }, /named once/],
  [{ fluorescence: { channels: ['DAPI'] as const }, stain: 'HE' as const }, /stain is for slides in colours/],
  [{ fluorescence: { channels: ['DAPI'] as const }, profile: 'p3' as const }, /profile is for slides in colours/],
])('refuses %j before it makes a file', async (more, message) => {
  await expect(writeSyntheticSlide({ path: '/nowhere/slide.tif', ...SIZE, seed: 1, ...more })).rejects.toThrow(message);
});

const meanOf = (samples: readonly number[]): number => samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
const spreadOf = (samples: readonly number[]): number => Math.sqrt(meanOf(samples.map((sample) => (sample - meanOf(samples)) ** 2)));
