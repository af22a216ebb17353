import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { memoryFile, openOnly } from '../testing/memory-file.js';
import { TiffFactory } from '../testing/tiff-factory.js';
import { short, TIFF_VARIANTS, tiledDirectory, type TiledSpec } from '../testing/tiled-directory.js';
import { transcodeTile } from './index.js';

const TILE_PX = 32;
const PIXELS = TILE_PX * TILE_PX;

type Shape = Pick<TiledSpec, 'compression' | 'photometric' | 'samples' | 'bits' | 'fields'>;

/** The first pixel after decoding, wrapping, decoding again: what a viewer shows. */
async function shown(variant: { littleEndian: boolean; big: boolean }, tiles: Buffer[], shape: Shape): Promise<number[]> {
  const directory = tiledDirectory({ widthPx: TILE_PX, heightPx: TILE_PX, tilePx: TILE_PX, tiles, ...shape });
  const slide = await openOnly(memoryFile(TiffFactory.write({ ...variant, directories: [directory] })));
  const tile = await slide.tile({ level: 0, column: 0, row: 0 });
  expect(tile?.kind).toBe('raw');
  const { data, info } = await sharp((await transcodeTile(tile!)).bytes).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([TILE_PX, TILE_PX]);
  return [...data.subarray(0, 3)];
}

const filled = (...pixel: number[]): Buffer => Buffer.from(new Array<number[]>(PIXELS).fill(pixel).flat());

function filled16(littleEndian: boolean, ...pixel: number[]): Buffer {
  const bytes = Buffer.alloc(PIXELS * pixel.length * 2);
  for (let i = 0; i < PIXELS * pixel.length; i++) {
    const value = pixel[i % pixel.length]!;
    if (littleEndian) bytes.writeUInt16LE(value, i * 2);
    else bytes.writeUInt16BE(value, i * 2);
  }
  return bytes;
}

/** Horizontal differencing (predictor 2) of a flat tile: each row begins with the pixel and goes on with zeros. */
const differenced = (...pixel: number[]): Buffer => {
  const bytes = Buffer.alloc(PIXELS * pixel.length);
  for (let row = 0; row < TILE_PX; row++) Buffer.from(pixel).copy(bytes, row * TILE_PX * pixel.length);
  return bytes;
};

function expectClose(actual: number[], expected: number[]): void {
  expect(Math.max(...expected.map((value, i) => Math.abs(value - actual[i]!)))).toBeLessThanOrEqual(3);
}

describe.each(TIFF_VARIANTS)('transcodeTile in $name', (variant) => {
  it('shows uncompressed RGB', async () => expectClose(await shown(variant, [filled(200, 90, 150)], {}), [200, 90, 150]));

  it.each([8, 32946])('shows deflate (%i) with a predictor', async (compression) => {
    const tile = deflateSync(differenced(120, 40, 160));
    expectClose(await shown(variant, [tile], { compression, fields: [short(317, 2)] }), [120, 40, 160]);
  });

  it('shows LZW', async () => {
    const strip = await sharp(filled(30, 140, 60), { raw: { width: TILE_PX, height: TILE_PX, channels: 3 } }).tiff({ compression: 'lzw', predictor: 'none', bigtiff: false, tile: true, tileWidth: TILE_PX, tileHeight: TILE_PX }).toBuffer();
    const slide = await openOnly(memoryFile(strip));
    const { data } = await sharp((await transcodeTile((await slide.tile({ level: 0, column: 0, row: 0 }))!)).bytes).raw().toBuffer({ resolveWithObject: true });
    expectClose([...data.subarray(0, 3)], [30, 140, 60]);
  });

  it('shows 16 bits in the file’s byte order', async () => {
    expectClose(await shown(variant, [filled16(variant.littleEndian, 51_400, 23_130, 38_550)], { bits: 16 }), [200, 90, 150]);
  });

  it('shows grey, and grey the other way round', async () => {
    expectClose(await shown(variant, [filled(70)], { samples: 1, photometric: 1 }), [70, 70, 70]);
    expectClose(await shown(variant, [filled(70)], { samples: 1, photometric: 0 }), [185, 185, 185]);
  });

  it('shows a palette', async () => {
    const map = new Array<number>(768).fill(0);
    [map[5], map[256 + 5], map[512 + 5]] = [200 * 257, 90 * 257, 150 * 257];
    expectClose(await shown(variant, [filled(5)], { samples: 1, photometric: 3, fields: [short(320, ...map)] }), [200, 90, 150]);
  });

  it('shows samples that are stored apart', async () => {
    expectClose(await shown(variant, [filled(200), filled(90), filled(150)], { fields: [short(284, 2)] }), [200, 90, 150]);
  });

  it('lays transparent pixels on white, and ignores a fourth band that is no coverage', async () => {
    expectClose(await shown(variant, [filled(200, 90, 150, 0)], { samples: 4, fields: [short(338, 2)] }), [255, 255, 255]);
    expectClose(await shown(variant, [filled(200, 90, 150, 0)], { samples: 4, fields: [short(338, 0)] }), [200, 90, 150]);
  });

  it('fails a tile whose bytes do not decode', async () => {
    await expect(shown(variant, [Buffer.from('these bytes were never deflated')], { compression: 8 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });

  it('fails a tile that is shorter than its pixels', async () => {
    await expect(shown(variant, [filled(1, 2, 3).subarray(0, 100)], {})).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });
});
