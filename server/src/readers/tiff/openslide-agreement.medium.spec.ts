import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { askOpenSlide, isOpenSlideInstalled, itWithOpenSlide } from '../../testing/open-slide-python.js';
import { memoryFile, openOnly, storedBytes } from '../../testing/memory-file.js';
import { philipsTiff } from '../../testing/philips-tiff.js';
import { itWithSlide } from '../../testing/real-slides.js';
import { openSlide } from '../index.js';

const TILE_PX = 256;
const GRIDS = [[7, 5], [4, 3], [2, 2], [1, 1]] as const;

/** A tile of one colour that says where it is. */
const colourAt = (level: number, column: number, row: number): [number, number, number] => [40 + level * 40, 30 + column * 30, 30 + row * 40];

describe('what OpenSlide says of the same file', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'parfocal-philips-'))));
  afterAll(() => rm(folder, { recursive: true }));

  itWithOpenSlide('of a Philips TIFF: scale, geometry, pictures, missing tiles and pixels', async () => {
    const tiles = new Map<string, Buffer>();
    for (const [level, [columns, rows]] of GRIDS.entries()) {
      for (let i = 0; i < columns * rows; i++) {
        const [column, row] = [i % columns, Math.floor(i / columns)];
        const [r, g, b] = colourAt(level, column, row);
        tiles.set([level, column, row].join(), await sharp({ create: { width: TILE_PX, height: TILE_PX, channels: 3, background: { r, g, b } } }).jpeg({ quality: 95 }).toBuffer());
      }
    }
    const picture = (width: number): Promise<Buffer> => sharp({ create: { width, height: 50, channels: 3, background: '#808080' } }).jpeg().toBuffer();
    const isMissing = (level: number, column: number): boolean => level === 0 && column === 6;
    const file = philipsTiff({ tilePx: TILE_PX, grids: GRIDS, tileAt: (level, column, row) => (isMissing(level, column) ? Buffer.alloc(0) : tiles.get([level, column, row].join())!), label: await picture(90), macro: await picture(120) });
    const path = join(folder, 'philips.tiff');
    await writeFile(path, file);

    const places = [[0, 10, 10], [0, 1300, 1000], [0, 1600, 300], [1, 1100, 700], [2, 1100, 300], [3, 500, 500]] as const;
    const theirs = await askOpenSlide(path, places);
    const slide = await openOnly(memoryFile(file));
    const { image } = slide;
    expect(theirs.vendor).toBe('philips');
    expect([image.mppX, image.mppY]).toEqual(theirs.mpp.map((mpp) => expect.closeTo(mpp, 12) as number));
    expect(image.levels.map(({ downsample }) => downsample)).toEqual(theirs.downsamples);
    // OpenSlide 3 gives the sizes with their padding from level 1 on; 4 divides level 0, as here.
    expect([image.widthPx, image.heightPx]).toEqual(theirs.sizes[0]);
    for (const kind of slide.associated) {
      const { width, height } = await sharp(storedBytes(await slide.picture(kind))).metadata();
      expect([width, height]).toEqual(theirs.associated[kind]);
    }
    expect(Object.keys(theirs.associated).sort()).toEqual([...slide.associated].sort());
    for (const [i, [level, x, y]] of places.entries()) {
      const { downsample } = image.levels[level]!;
      const tile = await slide.tile({ level, column: Math.floor(x / downsample / TILE_PX), row: Math.floor(y / downsample / TILE_PX) });
      const [r, g, b, coverage] = theirs.pixels[i]!;
      if (coverage === 0) expect(tile).toBeUndefined();
      else {
        const mine = await sharp(storedBytes(tile)).raw().toBuffer();
        expect(Math.max(...[r, g, b].map((value, band) => Math.abs(value - mine[band]!)))).toBeLessThanOrEqual(1);
      }
    }
    expect(theirs.pixels[2]![3]).toBe(0);
  });

  for (const name of ['CMU-1-Small-Region.svs', 'openslide-small.svs', 'openslide-boxes.tiff']) {
    const title = `of ${name}: scale, objective, geometry and pictures`;
    const compare = async (path: string): Promise<void> => {
      const theirs = await askOpenSlide(path);
      const slide = await openSlide(path);
      const { image } = slide;
      expect([image.mppX ?? null, image.mppY ?? null, image.objectivePower ?? null]).toEqual([...theirs.mpp, theirs.power]);
      expect(image.levels.map(({ widthPx, heightPx }) => [widthPx, heightPx])).toEqual(theirs.sizes);
      expect([...slide.associated].sort()).toEqual(Object.keys(theirs.associated).sort());
      await slide.close();
    };
    if (isOpenSlideInstalled) itWithSlide(name, title, compare);
    else itWithOpenSlide(title, () => compare(name));
  }
});
