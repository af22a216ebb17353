import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openSlide, type PixelTile, SlideFileError, type SlideReader, transcodeTile } from '../index.js';
import { realSlide } from '../../testing/real-slides.js';
import { until } from '../../testing/until.js';
import { loadOpenSlide } from './openslide-library.js';
import { openSlideHost } from './openslide-format.js';

const NDPI = 'slideio-test3-DAPI-2-387.ndpi';
const python = '/usr/bin/python3';

const isInstalled = loadOpenSlide() !== undefined;
const path = realSlide(NDPI);
const missing = !isInstalled ? ' (skipped: OpenSlide is not installed)' : existsSync(path) ? '' : ` (skipped: ${NDPI} is not at hand)`;
const itReads = missing ? it.skip : it;

const hasPython = ((): boolean => {
  try {
    execFileSync(python, ['-c', 'import openslide'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A region as OpenSlide's own Python binding reads it, on white. */
function byPython(x: number, y: number, level: number, sizePx: number): Buffer {
  const script = `
import openslide, sys
from PIL import Image
size = (${sizePx}, ${sizePx})
page = Image.new('RGBA', size, 'white')
page.alpha_composite(openslide.OpenSlide(sys.argv[1]).read_region((${x}, ${y}), ${level}, size))
sys.stdout.buffer.write(page.convert('RGB').tobytes())`;
  return execFileSync(python, ['-c', script, path], { maxBuffer: 1 << 26 });
}

describe(`slides that OpenSlide reads${missing}`, () => {
  let reader: SlideReader;

  afterEach(() => reader?.close());
  const open = async (): Promise<SlideReader> => (reader = await openSlide(path));
  const pixelsOf = async (level: number, column: number, row: number): Promise<PixelTile> => (await reader.tile({ level, column, row })) as PixelTile;

  itReads('tells size, scale, levels and origin of an NDPI', async () => {
    const { image, origin, associated } = await open();
    expect(image).toMatchObject({ format: 'hamamatsu', widthPx: 3968, heightPx: 4864, objectivePower: 40, zPlanes: 1, channels: 1 });
    expect(image.mppX).toBeCloseTo(0.228175, 6);
    expect(image.levels).toHaveLength(7);
    expect(image.levels[1]).toMatchObject({ widthPx: 1984, heightPx: 2432, columns: 4, rows: 5, downsample: 2 });
    expect(origin).toMatchObject({ manufacturer: 'Hamamatsu', model: 'C9600-12', scannedAt: '2017-02-07T13:06:43' });
    expect(JSON.stringify(origin)).not.toContain('950291');
    expect(associated).toEqual(['macro']);
  });

  (hasPython ? itReads : it.skip)('reads the same pixels as OpenSlide’s own binding', async () => {
    await open();
    for (const [level, column, row] of [[0, 2, 3], [1, 1, 2], [3, 0, 1]] as const) {
      const { pixels } = await pixelsOf(level, column, row);
      const scale = 2 ** level * 512;
      expect(Buffer.compare(pixels, byPython(column * scale, row * scale, level, 512))).toBe(0);
    }
  });

  itReads('pads an edge tile with the background, and makes a JPEG of it', async () => {
    await open();
    const tile = await pixelsOf(6, 0, 0);
    expect([tile.widthPx, tile.heightPx, ...tile.pixels.subarray(-3)]).toEqual([512, 512, 255, 255, 255]);
    expect(await sharp((await transcodeTile(tile)).bytes).metadata()).toMatchObject({ format: 'jpeg', width: 512, height: 512 });
  });

  itReads('hands out the macro picture to who may ask for it', async () => {
    await open();
    expect(await reader.picture('macro')).toMatchObject({ widthPx: 1188, heightPx: 406, bands: 3 });
    expect(await reader.picture('label')).toBeUndefined();
  });

  itReads('refuses what is off the grid', async () => {
    await open();
    await expect(reader.tile({ level: 7, column: 0, row: 0 })).rejects.toMatchObject({ code: 'slide.tile-out-of-range' });
    await expect(reader.tile({ level: 0, column: 8, row: 0 })).rejects.toMatchObject({ code: 'slide.tile-out-of-range' });
  });

  itReads('survives the death of its process: what was asked fails, what is asked next is read anew', async () => {
    await open();
    const before = await pixelsOf(0, 2, 3);
    const first = openSlideHost.processId!;
    const asked = Array.from({ length: 12 }, (_, i) => reader.tile({ level: 0, column: i % 8, row: 3 }).then(() => 'read', (error: unknown) => error));
    process.kill(first, 'SIGSEGV');
    await until(() => openSlideHost.processId !== first);
    for (const outcome of await Promise.all(asked)) if (outcome !== 'read') expect(outcome).toBeInstanceOf(SlideFileError);
    expect((await pixelsOf(0, 2, 3)).pixels.equals(before.pixels)).toBe(true);
  });

  (isInstalled ? it : it.skip)('refuses a file that only has the name of one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'openslide-'));
    try {
      for (const name of ['a.mrxs', 'a.vms', 'a.svslide', 'a.ndpi']) {
        await writeFile(join(folder, name), 'no slide at all'.repeat(100));
        await expect(openSlide(join(folder, name))).rejects.toMatchObject({ code: 'slide.damaged' });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
