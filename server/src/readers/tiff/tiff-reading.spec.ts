import { memoryFile, MemorySource, openOnly, storedBytes } from '../../testing/memory-file.js';
import { type DirectorySpec, TiffFactory } from '../../testing/tiff-factory.js';
import { long, rational, short, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
import { type SlideReader } from '../index.js';

const TILE_BYTES = 16 * 16 * 3;
const tiles = (count: number, shade = 10): Buffer[] => Array.from({ length: count }, (_, i) => Buffer.alloc(TILE_BYTES, shade + i));
const level = (widthPx: number, heightPx: number, more: Partial<Parameters<typeof tiledDirectory>[0]> = {}): DirectorySpec =>
  tiledDirectory({ widthPx, heightPx, tilePx: 16, tiles: tiles(Math.ceil(widthPx / 16) * Math.ceil(heightPx / 16)), ...more });
const reduced = long(254, 1);
const open = (...directories: DirectorySpec[]): Promise<SlideReader> => openOnly(memoryFile(TiffFactory.write({ littleEndian: true, big: false, directories })));
const sizes = (slide: SlideReader): number[][] => slide.image.levels.map(({ widthPx, heightPx }) => [widthPx, heightPx]);

describe.each(TIFF_VARIANTS)('a pyramid in $name', (variant) => {
  const write = (...directories: DirectorySpec[]): Buffer => TiffFactory.write({ ...variant, directories });

  it('has its levels on the file’s own grid', async () => {
    const slide = await openOnly(memoryFile(write(level(100, 70), level(50, 35, { fields: [reduced] }), level(25, 17, { fields: [reduced] }))));
    expect(slide.image).toEqual({
      format: 'generic-tiff', widthPx: 100, heightPx: 70, zPlanes: 1, channels: 1,
      levels: [
        { widthPx: 100, heightPx: 70, tileWidthPx: 16, tileHeightPx: 16, columns: 7, rows: 5, downsample: 1 },
        { widthPx: 50, heightPx: 35, tileWidthPx: 16, tileHeightPx: 16, columns: 4, rows: 3, downsample: 2 },
        { widthPx: 25, heightPx: 17, tileWidthPx: 16, tileHeightPx: 16, columns: 2, rows: 2, downsample: 4 },
      ],
    });
  });

  it('hands out the tile at a column and row', async () => {
    const slide = await openOnly(memoryFile(write(level(48, 32))));
    const tile = await slide.tile({ level: 0, column: 2, row: 1 });
    expect(storedBytes(tile).subarray(-TILE_BYTES)).toEqual(Buffer.alloc(TILE_BYTES, 15));
  });

  it('reads µm per pixel from a resolution in pixels per centimetre', async () => {
    const slide = await openOnly(memoryFile(write(level(32, 32, { fields: [rational(282, 40_000, 1), rational(283, 20_000, 1), short(296, 3)] }))));
    expect(slide.image).toMatchObject({ mppX: 0.25, mppY: 0.5 });
  });

  it('finds a pyramid in SubIFDs', async () => {
    const slide = await openOnly(memoryFile(write(level(64, 64, { children: [level(32, 32, { fields: [reduced] }), level(16, 16, { fields: [reduced] })] }))));
    expect(sizes(slide)).toEqual([[64, 64], [32, 32], [16, 16]]);
  });
});

describe('which directories are levels', () => {
  it('sorts them by size, wherever they stand', async () => {
    expect(sizes(await open(level(16, 16, { fields: [reduced] }), level(64, 64), level(32, 32, { fields: [reduced] })))).toEqual([[64, 64], [32, 32], [16, 16]]);
  });

  it('leaves out other proportions, repeats, masks and strips', async () => {
    const strips: DirectorySpec = { fields: [long(256, 32), long(257, 32), short(259, 1), long(273, 8), long(279, 8)] };
    const slide = await open(level(64, 64), level(32, 20, { fields: [reduced] }), level(64, 64), level(32, 32, { fields: [long(254, 4)] }), strips);
    expect(sizes(slide)).toEqual([[64, 64]]);
  });

  it('takes an unmarked smaller page only where it is smaller by a whole number', async () => {
    expect(sizes(await open(level(90, 90), level(64, 64), level(45, 45)))).toEqual([[90, 90], [45, 45]]);
  });

  it.each(['label 32x32', 'macro 32x32', 'Thumbnail'])('never shows a tiled “%s”, even in the right proportions', async (title) => {
    const aperio = level(64, 64, { description: 'Aperio Image Library v11\r\n64x64 [0,0 64x64] (16x16)|AppMag = 40|MPP = 0.25' });
    const associated = (subfile: number): DirectorySpec => level(32, 32, { description: `Aperio Image Library v11\n${title}`, fields: [long(254, subfile)] });
    expect(sizes(await open(aperio, associated(0), associated(1), associated(9)))).toEqual([[64, 64]]);
    const first = level(128, 128, { description: title });
    expect(sizes(await open(first, level(64, 64)))).toEqual([[64, 64]]);
  });
});

describe('what a file says of itself', () => {
  it('reads scale and objective of an Aperio slide', async () => {
    const description = 'Aperio Image Library v12.0.15 \r\n64x64 (16x16) JPEG/RGB Q=30|AppMag = 40|StripeWidth = 2040|MPP = 0.2501|Filename = x';
    expect((await open(level(64, 64, { description }))).image).toMatchObject({ format: 'aperio-svs', mppX: 0.2501, mppY: 0.2501, objectivePower: 40 });
  });

  it('reads scale and objective of OME-XML', async () => {
    const description = `<?xml version="1.0"?><!-- a comment --><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Instrument ID="Instrument:0">
      <Objective ID="Objective:0" NominalMagnification="10"/><Objective ID="Objective:1" NominalMagnification="20.0"/></Instrument>
      <Image ID="Image:1"><Pixels SizeX="9" SizeY="9" PhysicalSizeX="7"/></Image><Image ID="Image:0"><ObjectiveSettings ID="Objective:1"/>
      <Pixels DimensionOrder="XYCZT" SizeX="64" SizeY="64" SizeC="3" SizeZ="1" SizeT="1" PhysicalSizeX="500" PhysicalSizeXUnit="nm" PhysicalSizeY="0.5">
      <Channel ID="Channel:0:0" SamplesPerPixel="3"/></Pixels></Image></OME>`;
    expect((await open(level(64, 64, { description }))).image).toMatchObject({ format: 'ome-tiff', mppX: 0.5, mppY: 0.5, objectivePower: 20 });
  });

  it.each([
    ['no unit', [rational(282, 40_000, 1), rational(283, 40_000, 1)]],
    ['unit none', [rational(282, 40_000, 1), rational(283, 40_000, 1), short(296, 1)]],
    ['72 dpi', [rational(282, 72, 1), rational(283, 72, 1), short(296, 2)]],
    ['300 dpi', [rational(282, 300, 1), rational(283, 300, 1), short(296, 2)]],
    ['a zero denominator', [rational(282, 40_000, 0), rational(283, 40_000, 0), short(296, 3)]],
    ['zero', [rational(282, 0, 1), rational(283, 0, 1), short(296, 3)]],
    ['one direction only', [rational(282, 40_000, 1), short(296, 3)]],
  ])('knows no scale from a resolution with %s', async (_, fields) => {
    const { image } = await open(level(64, 64, { fields }));
    expect([image.mppX, image.mppY]).toEqual([undefined, undefined]);
  });

  it.each(['', 'NaN', '-1', '0', '1e9', 'abc'])('knows no scale from “MPP = %s”', async (value) => {
    const { image } = await open(level(64, 64, { description: `Aperio |MPP = ${value}|AppMag = ${value}` }));
    expect([image.mppX, image.objectivePower]).toEqual([undefined, undefined]);
  });
});

describe('what cannot be shown', () => {
  it.each([6, 34925, 50000, 50002, 1234])('refuses compression %i', async (compression) => {
    await expect(open(level(32, 32, { compression }))).rejects.toMatchObject({ code: 'slide.compression-unsupported' });
  });

  it.each([
    ['float samples', { fields: [short(339, 3, 3, 3)] }],
    ['32 bits', { bits: 32 }],
    ['samples of different depth', { fields: [short(258, 8, 8, 16)] }],
    ['six channels', { samples: 6 }],
    ['CMYK', { samples: 4, photometric: 5 }],
    ['12-bit JPEG', { compression: 7, bits: 12 }],
    ['JPEG in separate planes', { compression: 7, fields: [short(284, 2)] }],
    ['CMYK JPEG', { compression: 7, samples: 4, photometric: 5 }],
  ])('refuses %s', async (_, more) => {
    await expect(open(level(32, 32, more))).rejects.toMatchObject({ code: 'slide.pixels-unsupported' });
  });

  it('refuses strips as not tiled', async () => {
    const strips: DirectorySpec = { fields: [long(256, 32), long(257, 32), short(259, 1), long(273, 8), long(279, 8)] };
    await expect(open(strips)).rejects.toMatchObject({ code: 'slide.not-tiled' });
  });
});

describe('tiles', () => {
  it('are read with one read each', async () => {
    const source = new MemorySource(TiffFactory.write({ littleEndian: true, big: false, directories: [level(64, 64)] }));
    const slide = await openOnly(source.asFile());
    const before = source.reads;
    await slide.tile({ level: 0, column: 1, row: 1 });
    expect(source.reads).toBe(before + 1);
  });

  it('do not exist where the byte count is 0', async () => {
    const slide = await open(level(32, 16, { tiles: [Buffer.alloc(TILE_BYTES), Buffer.alloc(0)] }));
    await expect(slide.tile({ level: 0, column: 1, row: 0 })).resolves.toBeUndefined();
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).resolves.toBeDefined();
  });

  it.each([
    { level: 1, column: 0, row: 0 }, { level: -1, column: 0, row: 0 }, { level: 0.5, column: 0, row: 0 }, { level: 0, column: 4, row: 0 }, { level: 0, column: 0, row: -1 },
    { level: 0, column: NaN, row: 0 }, { level: 0, column: 0.5, row: 0 }, { level: 0, column: 0, row: 0, z: 1 }, { level: 0, column: 0, row: 0, channel: 1 },
  ])('are refused outside the grid: %j', async (address) => {
    await expect((await open(level(64, 64))).tile(address)).rejects.toMatchObject({ code: 'slide.tile-out-of-range' });
  });

  it('fail alone where one lies past the end of the file', async () => {
    const slide = await open(level(64, 64, { fields: [long(324, ...[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4_000_000_000])] }));
    await expect(slide.tile({ level: 0, column: 3, row: 3 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await expect(slide.tile({ level: 0, column: 2, row: 3 })).resolves.toBeDefined();
  });

  it('that are no JPEG in a JPEG slide fail alone', async () => {
    const slide = await open(level(32, 32, { compression: 7 }));
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });
});
