import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openSlide, type SlideReader, transcodeTile } from '../readers/index.js';
import { storedBytes } from '../testing/memory-file.js';
import { RULER, writeSyntheticSlide } from './index.js';

const WIDTH = 4300;
const HEIGHT = 1100;

async function pixel(slide: SlideReader, level: number, x: number, y: number): Promise<number[]> {
  const { tileWidthPx, tileHeightPx } = slide.image.levels[level]!;
  const tile = await slide.tile({ level, column: Math.floor(x / tileWidthPx), row: Math.floor(y / tileHeightPx) });
  const { data, info } = await sharp((await transcodeTile(tile!)).bytes).raw().toBuffer({ resolveWithObject: true });
  const at = ((y % tileHeightPx) * info.width + (x % tileWidthPx)) * 3;
  return [...data.subarray(at, at + 3)];
}

describe('writeSyntheticSlide', () => {
  let folder: string;
  let path: string;
  let slide: SlideReader;
  const progress: number[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parfocal-synthetic-'));
    path = join(folder, 'slide.tif');
    await writeSyntheticSlide({ path, widthPx: WIDTH, heightPx: HEIGHT, seed: 11, onProgress: (share) => progress.push(share) });
    slide = await openSlide(path);
  }, 60_000);

  afterAll(async () => {
    await slide.close();
    await rm(folder, { recursive: true });
  });

  it('reads back with its scale, its objective and all levels', () => {
    expect(slide.image).toMatchObject({ widthPx: WIDTH, heightPx: HEIGHT, mppX: 0.25, mppY: 0.25, objectivePower: 40, zPlanes: 1, channels: 1 });
    expect(slide.image.levels.map(({ widthPx, heightPx, downsample }) => [widthPx, heightPx, downsample])).toEqual([
      [4300, 1100, 1], [2150, 550, 2], [1075, 275, 4], [538, 138, 8], [269, 69, 16], [135, 35, 32],
    ]);
  });

  it('has a tile everywhere, each a whole JPEG passed through', async () => {
    for (const [level, { columns, rows }] of slide.image.levels.entries()) {
      for (let i = 0; i < columns * rows; i++) {
        const tile = await slide.tile({ level, column: i % columns, row: Math.floor(i / columns) });
        expect(tile?.kind).toBe('jpeg');
        expect(await sharp(storedBytes(tile)).metadata()).toMatchObject({ width: 256, height: 256, format: 'jpeg' });
      }
    }
  });

  it('has its ruler’s ticks where they are said to be', async () => {
    const y = RULER.insetPx + RULER.tickPx - 8;
    for (const tick of [1, 5, 10]) {
      const x = tick * RULER.tickSpacingPx;
      expect((await pixel(slide, 0, x, y))[0]).toBeLessThan(90);
      expect((await pixel(slide, 0, x - 12, y))[0]).toBeGreaterThan(220);
      expect((await pixel(slide, 0, x + 12, y))[0]).toBeGreaterThan(220);
    }
    const below = RULER.insetPx + RULER.mmTickPx - 12;
    expect((await pixel(slide, 0, 4000, below))[0]).toBeLessThan(90);
    expect((await pixel(slide, 0, 3600, below))[0]).toBeGreaterThan(220);
    // At level 2 the same tick covers one pixel of four.
    expect((await pixel(slide, 2, 1000, Math.floor(y / 4)))[0]).toBeLessThan(160);
  });

  it('is one picture on all levels: the middle is tissue, the corner is glass', async () => {
    for (const [level, { widthPx, heightPx }] of slide.image.levels.slice(0, 4).entries()) {
      expect((await pixel(slide, level, widthPx - 2, heightPx - 2))[1]).toBeGreaterThan(235);
    }
    const { data } = await sharp(storedBytes(await slide.tile({ level: 2, column: 2, row: 0 }))).resize(1, 1).raw().toBuffer({ resolveWithObject: true });
    expect(data[1]).toBeLessThan(220);
  });

  it('tells its progress, which never goes back', () => {
    expect(progress.at(-1)).toBe(1);
    expect(progress.every((share, i) => i === 0 || share >= progress[i - 1]!)).toBe(true);
  });

  it('is the same to the byte for the same seed', async () => {
    const again = join(folder, 'again.tif');
    const write = (seed: number): Promise<void> => writeSyntheticSlide({ path: again, widthPx: 700, heightPx: 500, seed, stain: 'IHC' });
    const digest = async (): Promise<string> => createHash('sha256').update(await readFile(again)).digest('hex');
    await write(5);
    const first = await digest();
    await write(5);
    expect(await digest()).toBe(first);
    await write(6);
    expect(await digest()).not.toBe(first);
  }, 30_000);

  it.each([0, 255, 100_001, 300.5, NaN])('refuses a side of %d px', async (widthPx) => {
    await expect(writeSyntheticSlide({ path, widthPx, heightPx: 300, seed: 1 })).rejects.toThrow(RangeError);
  });
});
