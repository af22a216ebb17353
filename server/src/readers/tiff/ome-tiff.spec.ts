import { memoryFile, memoryFiles, openOnly, storedBytes } from '../../testing/memory-file.js';
import { type DirectorySpec, TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, long, short, text, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
import { openSlideFiles, type SlideReader } from '../index.js';
import type { PixelTile } from '../slide-reader.js';

const GREY = { samples: 1, photometric: 1 } as const;
/** A plane of 32 x 32 px in four tiles, with one reduced level; every sample is `shade`. */
const plane = (shade: number, more: Partial<Parameters<typeof tiledDirectory>[0]> = {}): DirectorySpec => {
  const tile = Buffer.alloc(256, shade);
  const half = tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [tile], ...GREY, ...more, description: undefined, fields: [long(254, 1)] });
  return tiledDirectory({ widthPx: 32, heightPx: 32, tilePx: 16, tiles: [tile, tile, tile, tile], children: [half], ...GREY, ...more });
};
const xml = (pixels: string, inside = '', before = ''): string =>
  `<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:own">${before}<Image ID="Image:0"><Pixels SizeX="32" SizeY="32" ${pixels}>${inside}</Pixels></Image></OME>`;
const write = (directories: DirectorySpec[], variant: (typeof TIFF_VARIANTS)[number] = TIFF_VARIANTS[0]): Buffer => TiffFactory.write({ ...variant, directories });
const open = (...directories: DirectorySpec[]): Promise<SlideReader> => openOnly(memoryFile(write(directories)));
/** Planes of shades 10, 11 … , the first with the description. */
const planes = (count: number, description: string): DirectorySpec[] => Array.from({ length: count }, (_, i) => plane(10 + i, i === 0 ? { description } : {}));

async function shades(slide: SlideReader, level = 0): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for (let z = 0; z < slide.image.zPlanes; z++) {
    for (let channel = 0; channel < slide.image.channels; channel++) {
      const tile = await slide.tile({ level, column: 0, row: 0, z, channel });
      found.push(tile && storedBytes(tile).at(-1));
    }
  }
  return found;
}

describe.each(TIFF_VARIANTS)('an OME-TIFF of channels and focal planes in $name', (variant) => {
  it('finds every plane by the order of its dimensions, at every level', async () => {
    const channelsFirst = await openOnly(memoryFile(write(planes(6, xml('DimensionOrder="XYCZT" SizeC="3" SizeZ="2" SizeT="1"')), variant)));
    expect(channelsFirst.image).toMatchObject({ zPlanes: 2, channels: 3, maxSample: 255, levels: [{ downsample: 1 }, { downsample: 2 }] });
    expect(await shades(channelsFirst)).toEqual([10, 11, 12, 13, 14, 15]);
    expect(await shades(channelsFirst, 1)).toEqual([10, 11, 12, 13, 14, 15]);
    const focusFirst = await openOnly(memoryFile(write(planes(6, xml('DimensionOrder="XYZCT" SizeC="3" SizeZ="2" SizeT="1"')), variant)));
    expect(await shades(focusFirst)).toEqual([10, 12, 14, 11, 13, 15]);
  });

  it('keeps 16 bits, believes the camera’s 12 of them, and looks for a window', async () => {
    const bright = Buffer.alloc(512);
    for (let i = 0; i < 256; i++) bright.writeUInt16LE(100 + i * 10, i * 2);
    if (!variant.littleEndian) bright.swap16();
    const deep = (description?: string): DirectorySpec => tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [bright], bits: 16, ...GREY, description });
    const description = xml('SizeC="2" SizeZ="1" SizeT="1" SignificantBits="12"').replaceAll('"32"', '"16"');
    const { image, tile } = await openOnly(memoryFile(write([deep(description), deep()], variant))).then((slide) => ({ image: slide.image, tile: slide.tile({ level: 0, column: 0, row: 0, channel: 1 }) }));
    expect(image.maxSample).toBe(4095);
    expect(image.channelStyles?.map(({ windowLow, windowHigh }) => [windowLow, windowHigh])).toEqual([[120, 2650], [120, 2650]]);
    await expect(tile).resolves.toMatchObject({ kind: 'raw', maxSample: 4095, widthPx: 16 });
  });

  it('cuts tiles out of planes that are stored in strips', async () => {
    const samples = Buffer.from(Array.from({ length: 300 * 20 }, (_, i) => i % 251));
    const strips = Array.from({ length: 4 }, (_, i) => samples.subarray(i * 1500, (i + 1) * 1500));
    const flat = (description?: string): DirectorySpec => ({
      fields: [long(256, 300), long(257, 20), short(258, 8), short(259, 1), short(262, 1), short(277, 1), long(278, 5), ...(description ? [text(270, description)] : [])],
      strips,
    });
    const description = xml('SizeC="1" SizeZ="2" SizeT="1"').replace('SizeX="32" SizeY="32"', 'SizeX="300" SizeY="20"');
    const slide = await openOnly(memoryFile(write([flat(description), flat()], variant)));
    expect(slide.image).toMatchObject({ zPlanes: 2, channels: 1, levels: [{ columns: 2, rows: 1, tileWidthPx: 256 }] });
    const tile = (await slide.tile({ level: 0, column: 1, row: 0, z: 1 })) as PixelTile;
    expect([tile.pixels[0], tile.pixels[43], tile.pixels[44], tile.pixels[256]]).toEqual([256 % 251, 299 % 251, 0, (300 + 256) % 251]);
  });
});

describe('what OME-XML says of planes', () => {
  it('places them by TiffData, and has no tile of one that was never stored', async () => {
    const data = '<TiffData IFD="2" FirstC="0" PlaneCount="1"/><TiffData IFD="0" FirstC="1" PlaneCount="2"/>';
    expect(await shades(await open(...planes(3, xml('DimensionOrder="XYCZT" SizeC="4" SizeZ="1" SizeT="1"', data))))).toEqual([12, 10, 11, undefined]);
  });

  it('names and colours channels, by the file’s word, the stain, the wavelength or a palette', async () => {
    const channels = '<Channel Name="DAPI &amp; more&#10;" Color="-16776961"/><Channel Name="x" Color="16711935"/><Channel/>';
    const named = await open(...planes(3, xml('SizeC="3" SizeZ="1" SizeT="1"', channels)));
    expect(named.image.channelStyles).toMatchObject([{ name: 'DAPI & more', colour: '#ff0000' }, { name: 'x', colour: '#00ff00' }, { name: '', colour: '#ff0000' }]);
    const white = '<Channel Name="Hoechst" Color="-1"/><Channel EmissionWavelength="0.6" EmissionWavelengthUnit="µm" Color="-1"/><Channel Fluor="FITC" Color="-1"/>';
    const guessed = await open(...planes(3, xml('SizeC="3" SizeZ="1" SizeT="1"', white)));
    expect(guessed.image.channelStyles).toMatchObject([{ colour: '#0000ff' }, { colour: '#ff8000' }, { name: 'FITC', colour: '#00ff00' }]);
  });

  it('takes three channels named red, green and blue for a photograph, and shows their whole range', async () => {
    const channels = '<Channel Name="Red" Color="-16776961"/><Channel Name="Green" Color="16711935"/><Channel Name="Blue" Color="65535"/>';
    const { image } = await open(...planes(3, xml('SizeC="3" SizeZ="1" SizeT="1"', channels)));
    expect(image.channelStyles?.map(({ windowLow, windowHigh }) => [windowLow, windowHigh])).toEqual([[0, 255], [0, 255], [0, 255]]);
  });

  it('takes one grey channel of 8 bits for a photograph, unless it fluoresces', async () => {
    expect((await open(plane(9, { description: xml('SizeC="1" SizeZ="1" SizeT="1"', '<Channel Name="grey"/>') }))).image.channelStyles).toBeUndefined();
    const glowing = await open(plane(9, { description: xml('SizeC="1" SizeZ="1" SizeT="1"', '<Channel EmissionWavelength="460"/>') }));
    expect(glowing.image).toMatchObject({ maxSample: 255, channelStyles: [{ colour: '#0000ff' }] });
  });

  it('lifts samples with a sign, in tiles too', async () => {
    const slide = await open(plane(0xfe, { description: xml('SizeC="1" SizeZ="1" SizeT="1"'), fields: [short(339, 2)] }));
    expect(slide.image).toMatchObject({ maxSample: 255 });
    expect(((await slide.tile({ level: 0, column: 1, row: 1 })) as PixelTile).pixels[0]).toBe(126);
  });

  it('reads the distance of focal planes, scale, microscope and time', async () => {
    const before = '<Instrument ID="I:0"><Microscope Manufacturer="Zeiss&#0;&#7;" Model="Axio" SerialNumber="4711"/><Objective ID="O:0" NominalMagnification="63"/></Instrument>';
    const description = xml('SizeC="1" SizeZ="2" SizeT="1" PhysicalSizeX="0.1" PhysicalSizeY="0.1" PhysicalSizeZ="300" PhysicalSizeZUnit="nm"', '', before)
      .replace('<Pixels', '<AcquisitionDate>2020-02-03T04:05:06.789</AcquisitionDate><Pixels');
    const { image, origin } = await open(...planes(2, description));
    expect(image).toMatchObject({ zSpacingUm: 0.3, mppX: 0.1, mppY: 0.1, objectivePower: 63 });
    expect(origin).toEqual({ manufacturer: 'Zeiss', model: 'Axio', scannedAt: '2020-02-03T04:05:06' });
  });

  it('tells pictures beside the slide by their names', async () => {
    const label = '<Image ID="Image:1" Name="label image"><Pixels SizeX="900" SizeY="900" SizeC="1" SizeZ="1" SizeT="1"><TiffData IFD="1"/></Pixels></Image>';
    const slide = await open(plane(9, { description: xml('SizeC="1" SizeZ="1" SizeT="1"', '<TiffData IFD="0"/>', label) }), tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [Buffer.alloc(256, 77)], ...GREY }));
    expect(slide.image).toMatchObject({ widthPx: 32 });
    expect(slide.associated).toEqual(['label']);
    expect(await slide.picture('label')).toMatchObject({ kind: 'raw', widthPx: 16, heightPx: 16 });
  });

  it('finds reduced levels that stand in the chain, as before OME-TIFF 6', async () => {
    const level = (px: number, more = {}): DirectorySpec => tiledDirectory({ widthPx: px, heightPx: px, tilePx: 16, tiles: new Array<Buffer>((px / 16) ** 2).fill(Buffer.alloc(256, 1)), ...GREY, ...more });
    const slide = await open(level(32, { description: xml('SizeC="1" SizeZ="1" SizeT="1"', '<TiffData IFD="0"/>') }), level(16, { fields: [long(254, 1)] }));
    expect(slide.image.levels.length).toBe(2);
  });
});

describe('an OME-TIFF of several files', () => {
  const spread = (uuid: string, fileName: string): string => `<TiffData IFD="0" FirstC="0"><UUID FileName="first.ome.tif">urn:uuid:own</UUID></TiffData><TiffData IFD="0" FirstC="1"><UUID FileName="${fileName}">urn:uuid:${uuid}</UUID></TiffData>`;
  const first = write([plane(20, { description: xml('SizeC="2" SizeZ="1" SizeT="1"', spread('other', 'second.ome.tif')) })]);

  it('is read where all of them are there, and closed with them', async () => {
    const slide = await openSlideFiles(memoryFiles({ 'first.ome.tif': first, 'second.ome.tif': write([plane(30)]) }));
    expect(await shades(slide)).toEqual([20, 30]);
    await slide.close();
    await expect(slide.tile({ level: 0, column: 0, row: 0, channel: 1 })).rejects.toMatchObject({ code: 'slide.gone' });
  });

  it('is refused by name where one is missing', async () => {
    await expect(openOnly(memoryFile(first))).rejects.toMatchObject({ code: 'slide.format-unsupported' });
    const elsewhere = '<OME><BinaryOnly MetadataFile="x.companion.ome" UUID="urn:uuid:1"/></OME>';
    await expect(open(plane(1, { description: elsewhere }))).rejects.toMatchObject({ code: 'slide.format-unsupported' });
  });

  it('is one file where its identifier is this file’s own, whatever it is called now', async () => {
    expect(await shades(await open(...planes(2, xml('SizeC="2" SizeZ="1" SizeT="1"', spread('own', 'before-it-was-renamed.tif').replaceAll('IFD="0" FirstC="1"', 'IFD="1" FirstC="1"')))))).toEqual([10, 11]);
  });
});

describe('OME-TIFF that cannot be shown', () => {
  it.each([
    ['a series in time', xml('SizeC="1" SizeZ="1" SizeT="5"'), 'slide.format-unsupported'],
    ['a billion channels', xml('SizeC="1000000000" SizeZ="1" SizeT="1"'), 'slide.too-large'],
    ['more focal planes than directories can be', xml('SizeC="1" SizeZ="99999999" SizeT="1"'), 'slide.too-large'],
    ['a first plane that is not there', xml('SizeC="1" SizeZ="1" SizeT="1"', '<TiffData IFD="7"/>'), 'slide.truncated'],
    ['a hundred nested elements', xml('SizeC="1" SizeZ="1" SizeT="1"', '<a>'.repeat(100)), 'slide.too-large'],
    ['a quarter of a million elements', xml('SizeC="1" SizeZ="1" SizeT="1"', '<a/>'.repeat(250_000)), 'slide.too-large'],
  ])('is refused with %s', async (_, description, code) => {
    await expect(open(plane(1, { description }))).rejects.toMatchObject({ name: 'SlideFileError', code });
  });

  it('is refused with planes of different sizes or depths, and with channels of several samples', async () => {
    const description = xml('SizeC="2" SizeZ="1" SizeT="1"');
    const small = tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [Buffer.alloc(256)], ...GREY });
    await expect(open(plane(1, { description }), small)).rejects.toMatchObject({ code: 'slide.damaged' });
    await expect(open(plane(1, { description }), plane(1, { bits: 16 }))).rejects.toMatchObject({ code: 'slide.pixels-unsupported' });
    const rgb = { samples: 3, photometric: 2 };
    await expect(open(plane(1, { description: xml('SizeC="6" SizeZ="1" SizeT="1"'), ...rgb }), plane(1, rgb))).rejects.toMatchObject({ code: 'slide.pixels-unsupported' });
    await expect(open(plane(1, { description, fields: [short(339, 3)], bits: 32 }))).rejects.toMatchObject({ code: 'slide.pixels-unsupported' });
  });

  it('costs little, whatever it claims', async () => {
    const started = performance.now();
    const absurd = '<TiffData IFD="0" PlaneCount="999999999999"/>'.repeat(1000);
    await expect(open(...planes(2, xml('SizeC="1" SizeZ="3000" SizeT="1"', absurd)))).rejects.toMatchObject({ code: 'slide.damaged' });
    // A tag that never ends, for every word of it; and entities that would grow to gigabytes.
    await open(plane(1, { description: `<OME>${'<Pixels '.repeat(1_000_000)}` })).catch(() => undefined);
    const bomb = `<!DOCTYPE OME [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>${xml('SizeC="1" SizeZ="1" SizeT="1"', '<Channel Name="&b;" EmissionWavelength="500"/>')}`;
    expect((await open(plane(1, { description: bomb }))).image.channelStyles?.[0]?.name).toBe('&b;');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is refused where a flat picture of colours, or one too large to be decoded whole, has no tiles', async () => {
    const flat = (widthPx: number, description: string): DirectorySpec => ({ fields: [long(256, widthPx), long(257, 32), short(258, 8), short(259, 1), short(262, 1), short(277, 1), long(278, 32), text(270, description)], strips: [Buffer.alloc(widthPx * 32)] });
    await expect(open(flat(32, xml('SizeC="1" SizeZ="1" SizeT="1"')))).rejects.toMatchObject({ code: 'slide.not-tiled' });
    await expect(open(flat(5000, xml('SizeC="2" SizeZ="1" SizeT="1"')))).rejects.toMatchObject({ code: 'slide.not-tiled' });
  });

  it('keeps channels that were compressed as JPEG or JPEG 2000 apart from pictures', async () => {
    const jpeg = Buffer.from('ffd8ffc0000b080010001001011100ffda000801010000003f0012ffd9', 'hex');
    const description = xml('SizeC="2" SizeZ="1" SizeT="1"');
    const slide = await open(plane(1, { description, compression: 7, tiles: [jpeg], fields: [bytes(347, Buffer.from('ffd8ffdb00040102ffd9', 'hex'))], widthPx: 16, heightPx: 16, children: [] }), plane(1, { compression: 7, tiles: [jpeg], widthPx: 16, heightPx: 16, children: [] }));
    expect(await slide.tile({ level: 0, column: 0, row: 0 })).toMatchObject({ kind: 'raw', maxSample: 255 });
    const coded = await open(plane(1, { description, compression: 33005 }), plane(1, { compression: 33005 }));
    expect(await coded.tile({ level: 0, column: 0, row: 0 })).toMatchObject({ kind: 'coded', colour: 'grey', maxSample: 255, bitsPerSample: 8 });
    expect(coded.image.channelStyles?.[0]).toMatchObject({ windowLow: 0, windowHigh: 255 });
  });
});
