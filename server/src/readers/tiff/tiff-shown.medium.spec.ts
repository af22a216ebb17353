import sharp from 'sharp';
import { jpeg2000, type Picture, somePicture } from '../../testing/codestreams.js';
import { memoryFile, openOnly, storedBytes } from '../../testing/memory-file.js';
import { type DirectorySpec, TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, long, short, text, TIFF_VARIANTS, tiledDirectory, type TiledSpec } from '../../testing/tiled-directory.js';
import { type EncodedTile, type SlideReader, transcodeTile } from '../index.js';

const TILE_PX = 32;
const open = (directories: DirectorySpec[], variant: (typeof TIFF_VARIANTS)[number] = TIFF_VARIANTS[0]): Promise<SlideReader> => openOnly(memoryFile(TiffFactory.write({ ...variant, directories })));
const oneTile = (tile: Buffer, more: Partial<TiledSpec>): DirectorySpec => tiledDirectory({ widthPx: TILE_PX, heightPx: TILE_PX, tilePx: TILE_PX, tiles: [tile], ...more });
const shown = async (tile: EncodedTile | undefined): Promise<Buffer> => sharp((await transcodeTile(tile!)).bytes).raw().toBuffer();
const flat = (...pixel: number[]): Picture => ({ widthPx: TILE_PX, heightPx: TILE_PX, bands: pixel.length as 1 | 3, precision: 8, pixels: Buffer.from(new Array<number[]>(TILE_PX ** 2).fill(pixel).flat()) });

function expectClose(actual: Buffer, expected: readonly number[]): void {
  expect(Math.max(...expected.map((value, i) => Math.abs(value - actual[i]!)))).toBeLessThanOrEqual(3);
}

describe('JPEG 2000 in a TIFF, as it is seen', () => {
  const RGB = [200, 60, 120] as const;
  /** The same colour by the equations of JFIF. */
  const YCC = [109, 134, 193] as const;
  const aperio = 'Aperio Image Library v11 \r\n32x32 (32x32) J2K|AppMag = 40|MPP = 0.25';

  it.each([
    ['Aperio’s YCbCr (33003)', { compression: 33003, description: aperio }, YCC],
    ['Aperio’s RGB (33005)', { compression: 33005, description: aperio }, RGB],
    ['RGB by any number', { compression: 33003 }, RGB],
    ['RGB by LEADTOOLS’ number (34712)', { compression: 34712 }, RGB],
    ['YCbCr by the photometric interpretation', { compression: 34712, photometric: 6 }, YCC],
  ])('has the colours of %s', async (_, more, stored) => {
    // An encoder takes three bands for RGB and transforms them, which its decoder undoes: what is stored is what comes out.
    const slide = await open([oneTile(await jpeg2000(flat(...stored)), more)]);
    const tile = await slide.tile({ level: 0, column: 0, row: 0 });
    expect(tile?.kind).toBe('coded');
    expectClose(await shown(tile), RGB);
  });

  it('keeps every sample of a channel, and looks at them for its window', async () => {
    const picture = somePicture({ widthPx: TILE_PX, heightPx: TILE_PX, bands: 1, precision: 16 });
    const slide = await open([oneTile(await jpeg2000(picture), { compression: 33005, bits: 16, samples: 1, photometric: 1 })]);
    const png = await shown(await slide.tile({ level: 0, column: 0, row: 0 }));
    const samples = Buffer.from(Array.from({ length: TILE_PX ** 2 }, (_, i) => [png[i * 3 + 1]!, png[i * 3]!]).flat());
    expect(samples.equals(picture.pixels)).toBe(true);
    const { windowLow, windowHigh } = slide.image.channelStyles![0]!;
    expect(windowLow).toBeLessThan(2000);
    expect(windowHigh).toBeGreaterThan(10_000);
    expect(windowHigh).toBeLessThan(25_000);
  });
});

describe.each(TIFF_VARIANTS)('a picture beside the slide in $name', (variant) => {
  const slideOnly = oneTile(Buffer.alloc(TILE_PX ** 2 * 3), {});
  const pixels = Buffer.from(Array.from({ length: 20 * 10 * 3 }, (_, i) => (i * 7) % 256));
  const strips = [pixels.subarray(0, 240), pixels.subarray(240, 480), pixels.subarray(480)];
  const label = (more: DirectorySpec['fields'] = [], stored: Buffer[] = strips): DirectorySpec => ({
    fields: [long(254, 1), long(256, 20), long(257, 10), short(258, 8, 8, 8), short(259, 1), short(262, 2), text(270, 'Label'), short(277, 3), long(278, 4), ...more].filter(({ tag }, i, all) => all.findLastIndex((field) => field.tag === tag) === i),
    strips: stored,
  });

  it('is put together from its strips', async () => {
    const slide = await open([slideOnly, label()], variant);
    expect(slide.associated).toEqual(['label']);
    const picture = await slide.picture('label');
    expect(picture).toMatchObject({ kind: 'raw', widthPx: 20, heightPx: 10 });
    expect((await sharp(storedBytes(picture)).raw().toBuffer()).equals(pixels)).toBe(true);
  });

  it('is put together from its tiles, without their padding', async () => {
    const tile = (shade: number): Buffer => Buffer.alloc(16 * 16 * 3, shade);
    const tiled = tiledDirectory({ widthPx: 20, heightPx: 10, tilePx: 16, tiles: [tile(50), tile(90)], description: 'macro' });
    const picture = await (await open([slideOnly, tiled], variant)).picture('macro');
    const { data, info } = await sharp(storedBytes(picture)).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, data[15 * 3], data[16 * 3]]).toEqual([20, 10, 50, 90]);
  });

  it('is put together from strips of JPEG with common tables', async () => {
    const strip = await sharp({ create: { width: 32, height: 16, channels: 3, background: '#c83c78' } }).jpeg({ quality: 95 }).toBuffer();
    const jpeg: DirectorySpec = { fields: [long(256, 32), long(257, 32), short(258, 8, 8, 8), short(259, 7), short(262, 6), text(270, 'macro'), short(277, 3), long(278, 16), short(530, 2, 2)], strips: [strip, strip] };
    const slide = await open([slideOnly, jpeg], variant);
    expectClose(await shown(await slide.picture('macro')), [0xc8, 0x3c, 0x78]);
  });

  it('is left out, and the slide shown, where it cannot be true', async () => {
    for (const lie of [long(256, 4_000_000_000), long(257, 0), short(259, 34925), long(278, 0), short(258, 8, 8, 9), bytes(258, Buffer.alloc(100))]) {
      expect((await open([slideOnly, label([lie])], variant)).associated).toEqual([]);
    }
  });

  it('fails alone where its bytes are not there', async () => {
    const slide = await open([slideOnly, label([], [Buffer.alloc(240), Buffer.alloc(0)])], variant);
    await expect(slide.picture('label')).rejects.toMatchObject({ name: 'SlideFileError' });
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).resolves.toBeDefined();
  });
});

describe('sixteen bits', () => {
  it('of grey are shown as a measured channel, every value kept', async () => {
    const samples = Buffer.alloc(TILE_PX ** 2 * 2);
    for (let i = 0; i < TILE_PX ** 2; i++) samples.writeUInt16LE(i * 3, i * 2);
    const slide = await open([oneTile(samples, { samples: 1, photometric: 1, bits: 16 })]);
    expect(slide.image).toMatchObject({ channels: 1, maxSample: 65_535, background: '#000000', channelStyles: [{ name: '', colour: '#ffffff', windowLow: 30, windowHigh: 3063 }] });
    const png = await shown(await slide.tile({ level: 0, column: 0, row: 0 }));
    expect(Array.from({ length: 9 }, (_, i) => png[i * 300]! * 256 + png[i * 300 + 1]!)).toEqual(Array.from({ length: 9 }, (_, i) => i * 300));
  });
});
