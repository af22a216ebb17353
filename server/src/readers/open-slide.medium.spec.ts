import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TiffFactory } from '../testing/tiff-factory.js';
import { tiledDirectory } from '../testing/tiled-directory.js';
import { openSlide } from './index.js';

const slideBytes = (): Buffer => {
  const tiles = [0, 1, 2, 3].map((shade) => Buffer.alloc(16 * 16 * 3, shade));
  return TiffFactory.write({ littleEndian: true, big: false, directories: [tiledDirectory({ widthPx: 32, heightPx: 32, tilePx: 16, tiles })] });
};

describe('openSlide on disk', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'parfocal-readers-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('says that a missing file is gone, without its path', async () => {
    const refusal = openSlide(join(folder, 'Zhang-San.svs'));
    await expect(refusal).rejects.toMatchObject({ code: 'slide.gone', message: expect.not.stringContaining('Zhang') });
  });

  it('refuses a folder and an empty file as no slides', async () => {
    const empty = join(folder, 'empty.svs');
    await writeFile(empty, '');
    await expect(openSlide(folder)).rejects.toMatchObject({ code: 'slide.not-a-slide' });
    await expect(openSlide(empty)).rejects.toMatchObject({ code: 'slide.not-a-slide' });
  });

  it('fails one tile, and not the process, when the file shrinks while it is open', async () => {
    const path = join(folder, 'shrinks.tif');
    await writeFile(path, slideBytes());
    const slide = await openSlide(path);
    await truncate(path, 16 + 16 * 16 * 3);
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).resolves.toMatchObject({ kind: 'raw' });
    await expect(slide.tile({ level: 0, column: 1, row: 1 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await slide.close();
  });

  it('answers slide.gone once it is closed, and closes twice without complaint', async () => {
    const path = join(folder, 'closed.tif');
    await writeFile(path, slideBytes());
    const slide = await openSlide(path);
    await slide.close();
    await slide.close();
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).rejects.toMatchObject({ code: 'slide.gone' });
  });
});
