import { fl, sequence, text } from '../../testing/dicom-factory.js';
import { Syntax, wsmFile, type WsmSpec } from '../../testing/dicom-slide.js';
import { memoryFile, memoryFiles, openOnly } from '../../testing/memory-file.js';
import { openSlideFiles, type SlideReader } from '../index.js';

const TILE_PX = 16;
const shade = (value: number): Buffer => Buffer.alloc(TILE_PX * TILE_PX * 3, value);
const level = (widthPx: number, heightPx: number, more: Partial<WsmSpec> = {}): Buffer => {
  const frames = Math.ceil(widthPx / TILE_PX) * Math.ceil(heightPx / TILE_PX);
  return wsmFile({ widthPx, heightPx, tilePx: TILE_PX, frames: Array.from({ length: frames }, (_, i) => shade(i)), ...more });
};
const open = (more: Partial<WsmSpec> = {}): Promise<SlideReader> => openOnly(memoryFile(level(40, 24, more)));
const openAll = (files: Record<string, Buffer>): Promise<SlideReader> => openSlideFiles(memoryFiles(files));
const first = { level: 0, column: 0, row: 0 };

describe('a DICOM slide', () => {
  it('has its scale from PixelSpacing, whose second value is x', async () => {
    expect((await open({ spacing: [0.00025, 0.0005] })).image).toMatchObject({ format: 'dicom', widthPx: 40, heightPx: 24, mppX: 0.25, mppY: 0.5, zPlanes: 1, channels: 1, background: '#ffffff' });
  });

  it('has it from the size of what was imaged where there is no PixelSpacing', async () => {
    const { mppX, mppY } = (await open({ elements: [fl(0x0048_0001, 0.01), fl(0x0048_0002, 0.006)] })).image;
    expect([mppX, mppY]).toEqual([expect.closeTo(0.25, 6), expect.closeTo(0.25, 6)]);
  });

  it.each([[[1, 1]], [[0.000001, 0.000001]], [[0.00025, 0.001]], [[0, 0]], [[-1, 1]]] as const)('has none from a spacing of %p mm, which no scanner has', async (spacing) => {
    expect((await open({ spacing })).image).not.toHaveProperty('mppX');
  });

  it('has the power of its objective and its colour profile', async () => {
    const profile = Buffer.alloc(456, 3);
    const slide = await open({ paths: [{ id: '1', power: 40, profile }] });
    expect(slide.image).toMatchObject({ objectivePower: 40, hasColourProfile: true });
    expect(await slide.colourProfile()).toEqual(profile);
    const without = await open({ paths: [{ id: '1', power: -3, profile: Buffer.alloc(20) }] });
    expect(without.image).not.toHaveProperty('objectivePower');
    expect(await without.colourProfile()).toBeUndefined();
  });

  it('tells of its scanner, and of no person, institution or serial number', async () => {
    const elements = [
      text(0x0008_0005, 'CS', 'ISO_IR 192'), text(0x0008_0070, 'LO', '江丰生物'), text(0x0008_1090, 'LO', 'KF\u0007-400'), text(0x0018_1020, 'LO', '1.2\\b7'), text(0x0008_002a, 'DT', '20240229101530.123+0800'),
      text(0x0010_0010, 'PN', 'Doe^Jane'), text(0x0018_1000, 'LO', 'SN-99'), text(0x0008_1070, 'PN', 'Operator^O'),
    ];
    expect((await open({ elements })).origin).toEqual({ manufacturer: '江丰生物', model: 'KF -400', software: '1.2, b7', scannedAt: '2024-02-29T10:15:30' });
  });

  it.each([['20240229', '', '2024-02-29'], ['20240229', '1015', '2024-02-29T10:15:00'], ['20230229', '101500', undefined], ['long ago', '', undefined]])(
    'scanned on %p at %p was scanned at %p', async (date, time, scannedAt) => {
      const elements = [text(0x0008_0023, 'DA', date), text(0x0008_0033, 'TM', time)];
      expect((await open({ elements })).origin.scannedAt).toBe(scannedAt);
    });
});

describe('a DICOM series', () => {
  it('is a pyramid of a file a level, whatever the files are called, beside files that are none', async () => {
    const spacing = (times: number): { spacing: [number, number] } => ({ spacing: [0.0005 * times, 0.0005 * times] });
    const slide = await openAll({
      'z.dcm': level(139, 79, spacing(1)), 'a.dcm': level(34, 19, spacing(4)), 'm/b.dcm': level(69, 39, spacing(2)), 'readme.txt': Buffer.from('read me'),
    });
    expect(slide.image.levels.map(({ widthPx, heightPx, downsample }) => [widthPx, heightPx, downsample])).toEqual([[139, 79, 1], [69, 39, 2], [34, 19, 4]]);
    expect(slide.image.mppX).toBe(0.5);
  });

  it('has levels from their sizes alone too, and leaves out what is another picture', async () => {
    const slide = await openAll({ a: level(160, 80), b: level(40, 20), c: level(64, 16) });
    expect(slide.image.levels.map(({ downsample }) => downsample)).toEqual([1, 4]);
  });

  it('knows levels that are padded to whole tiles by their pixel spacing', async () => {
    const slide = await openAll({ a: level(72, 40, { spacing: [0.001, 0.001] }), b: level(48, 32, { spacing: [0.002, 0.002] }) });
    expect(slide.image.levels.map(({ downsample }) => downsample)).toEqual([1, 2]);
  });

  it('has label, macro and thumbnail beside the pyramid', async () => {
    const flavour = (name: string): Partial<WsmSpec> => ({ imageType: `ORIGINAL\\PRIMARY\\${name}\\NONE` });
    const slide = await openAll({ a: level(40, 24), b: level(16, 16, flavour('LABEL')), c: level(16, 10, flavour('OVERVIEW')), d: level(12, 8, flavour('THUMBNAIL')), e: level(40, 40, flavour('LABEL')) });
    expect([...slide.associated].sort()).toEqual(['label', 'macro', 'thumbnail']);
    expect(await slide.picture('label')).toMatchObject({ kind: 'pixels', widthPx: 16 });
    expect(slide.image.levels).toHaveLength(1);
    expect(await (await openAll({ a: level(40, 24) })).picture('label')).toBeUndefined();
  });

  it('is shown without a label whose colours cannot be shown', async () => {
    const slide = await openAll({ a: level(40, 24), b: level(16, 16, { imageType: 'ORIGINAL\\PRIMARY\\LABEL\\NONE', photometric: 'PALETTE COLOR' }) });
    expect(slide.associated).toEqual([]);
  });

  it('has no level of another kind of samples', async () => {
    const grey = wsmFile({ widthPx: 16, heightPx: 16, tilePx: TILE_PX, samples: 1, frames: [Buffer.alloc(256)] });
    expect((await openAll({ a: level(32, 32), b: grey })).image.levels).toHaveLength(1);
  });

  it('takes a label in a series of its own, but not one that belongs to another volume', async () => {
    const label = (series: string): Buffer => level(16, 16, { imageType: 'ORIGINAL\\PRIMARY\\LABEL\\NONE', series });
    expect((await openAll({ a: level(40, 24), b: label('1.2.3.77') })).associated).toEqual(['label']);
    const other = { a: level(40, 24, { container: 'S1' }), b: level(20, 12, { series: '1.2.3.77', container: 'S1' }), c: label('1.2.3.77') };
    expect((await openAll(other)).associated).toEqual([]);
  });

  it('is the one with the largest volume where the same glass was scanned twice', async () => {
    const slide = await openAll({ a: level(40, 24, { series: '1.1', container: 'S1' }), b: level(80, 48, { series: '1.2', container: 'S1' }) });
    expect(slide.image.levels.map(({ widthPx }) => widthPx)).toEqual([80]);
  });

  it('of two slides is refused as several', async () => {
    const two = { a: level(40, 24, { series: '1.1', container: 'S1' }), b: level(80, 48, { series: '1.2', container: 'S2' }) };
    await expect(openAll(two)).rejects.toMatchObject({ code: 'slide.several' });
  });

  it('without a volume, and a DICOM file that is no slide, are no slides', async () => {
    await expect(openAll({ a: level(16, 16, { imageType: 'ORIGINAL\\PRIMARY\\LABEL\\NONE' }) })).rejects.toMatchObject({ code: 'slide.not-a-slide' });
    const scan = level(16, 16);
    scan.write('1.2.840.10008.5.1.4.1.1.2\0\0\0\0\0', scan.indexOf('1.2.840.10008.5.1.4.1.1.77.1.6'), 'latin1');
    await expect(openOnly(memoryFile(scan))).rejects.toMatchObject({ code: 'slide.not-a-slide' });
  });

  it.each([[Syntax.Deflated, /deflated/], [Syntax.BigEndian, /big endian/], [Syntax.Htj2k, /HTJ2K/], ['1.2.3', /none that is known/]])('in %s is refused by name', async (syntax, message) => {
    await expect(open({ syntax })).rejects.toMatchObject({ code: 'slide.compression-unsupported', message: expect.stringMatching(message) });
  });

  it('has no tiles outside its grid', async () => {
    const slide = await open();
    for (const place of [{ ...first, level: 1 }, { ...first, column: 3 }, { ...first, row: -1 }, { ...first, z: 1 }, { ...first, channel: 1 }, { ...first, row: 0.5 }]) {
      await expect(slide.tile(place)).rejects.toMatchObject({ code: 'slide.tile-out-of-range' });
    }
  });
});

describe('concatenations', () => {
  const part = (number: number, offset: number, count: number, total?: number): Buffer =>
    wsmFile({ widthPx: 40, heightPx: 24, tilePx: TILE_PX, frames: Array.from({ length: count }, (_, i) => shade(offset + i)), concatenation: { number, offset, ...(total && { total }) } });

  it('are one level, in the order of their frames', async () => {
    const slide = await openAll({ 'a.dcm': part(2, 2, 3, 3), 'b.dcm': part(3, 5, 1, 3), 'c.dcm': part(1, 0, 2, 3) });
    expect(slide.image.levels).toHaveLength(1);
    for (let i = 0; i < 6; i++) expect(await slide.tile({ level: 0, column: i % 3, row: Math.floor(i / 3) })).toMatchObject({ pixels: shade(i) });
  });

  it.each([
    ['in the middle', { a: part(1, 0, 2), c: part(3, 5, 1) }],
    ['at the beginning', { b: part(2, 2, 3), c: part(3, 5, 1) }],
    ['at the end, as the files count themselves', { a: part(1, 0, 2, 3), b: part(2, 2, 3, 3) }],
    ['at the end, as the tiles count', { a: part(1, 0, 2), b: part(2, 2, 3) }],
  ])('that lack a file %s are refused as incomplete', async (_, files) => {
    await expect(openAll(files as Record<string, Buffer>)).rejects.toMatchObject({ code: 'slide.truncated' });
  });

  it('with a file twice are whole, and with parts that overlap are damaged', async () => {
    await expect(openAll({ a: part(1, 0, 2), b: part(2, 2, 4), copy: part(2, 2, 4) })).resolves.toBeDefined();
    await expect(openAll({ a: part(1, 0, 3), b: part(2, 2, 4) })).rejects.toMatchObject({ code: 'slide.damaged' });
  });
});

describe('planes and optical paths', () => {
  const grey = (value: number): Buffer => Buffer.alloc(TILE_PX * TILE_PX * 2, value);
  const dyes = [{ id: 'A', description: 'DAPI', wavelengthNm: 460, isFluorescence: true }, { id: 'B', wavelengthNm: 520, isFluorescence: true }, { id: 'C' }];
  const spec = { widthPx: 32, heightPx: 16, tilePx: TILE_PX, samples: 1, bits: 16, bitsStored: 12 };
  const valueAt = async (slide: SlideReader, place: Partial<{ column: number; z: number; channel: number }>): Promise<number | undefined> => {
    const tile = await slide.tile({ ...first, ...place });
    return tile?.kind === 'pixels' ? tile.pixels[0] : undefined;
  };

  it('of a full image come tiles first, then planes, then paths', async () => {
    const frames = Array.from({ length: 2 * 2 * 3 }, (_, i) => grey(i));
    const spacing = sequence(0x5200_9229, [[sequence(0x0028_9110, [[text(0x0018_0088, 'DS', '0.0015')]])]]);
    const slide = await openOnly(memoryFile(wsmFile({ ...spec, frames, planes: 2, paths: dyes, elements: [spacing] })));
    expect(slide.image).toMatchObject({
      zPlanes: 2, zSpacingUm: 1.5, channels: 3, maxSample: 4095, background: '#000000',
      channelStyles: [{ name: 'DAPI', colour: '#0000ff' }, { name: 'B', colour: '#00ff00' }, { name: 'C', colour: '#ff0000', windowLow: 10 * 257, windowHigh: 11 * 257 }],
    });
    for (const [column, z, channel] of [[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 2]] as const) {
      expect(await valueAt(slide, { column, z, channel })).toBe((channel * 2 + z) * 2 + column);
    }
  });

  it('are first shown in the window that the file asks for', async () => {
    const lut = sequence(0x5200_9229, [[sequence(0x0028_9132, [[text(0x0028_1050, 'DS', '300'), text(0x0028_1051, 'DS', '400')]])]]);
    const slide = await openOnly(memoryFile(wsmFile({ ...spec, frames: [grey(1), grey(2)], paths: dyes.slice(0, 1), elements: [lut] })));
    expect(slide.image.channelStyles).toEqual([{ name: 'DAPI', colour: '#0000ff', windowLow: 100, windowHigh: 500 }]);
  });

  it('of a sparse image are where its frames say, and absent where none does', async () => {
    const places = [{ x: 16, y: 0, z: 3, path: 'B' }, { x: 0, y: 0, z: 1.5, path: 'A' }, { x: 0, y: 0, z: 3, path: 'A' }];
    const slide = await openOnly(memoryFile(wsmFile({ ...spec, frames: [grey(1), grey(2), grey(3)], places, paths: dyes })));
    expect(slide.image).toMatchObject({ zPlanes: 2, zSpacingUm: 1.5, channels: 3 });
    expect(await valueAt(slide, { column: 1, z: 1, channel: 1 })).toBe(1);
    expect([await valueAt(slide, { z: 0 }), await valueAt(slide, { z: 1 })]).toEqual([2, 3]);
    expect(await slide.tile({ ...first, column: 1 })).toBeUndefined();
    expect(await slide.tile({ ...first, channel: 2 })).toBeUndefined();
  });

  it('at a height of its own for every tile are one plane', async () => {
    const places = [{ x: 16, y: 0, z: 3.1 }, { x: 0, y: 0, z: 2.9 }];
    const slide = await openOnly(memoryFile(wsmFile({ ...spec, frames: [grey(1), grey(2)], places, undefinedLengths: true })));
    expect(slide.image.zPlanes).toBe(1);
    expect([await valueAt(slide, { column: 0 }), await valueAt(slide, { column: 1 })]).toEqual([2, 1]);
  });

  it('that a lower level has fewer of are stood in for', async () => {
    const full = wsmFile({ ...spec, frames: [0, 1, 2, 3, 4, 5].map(grey), planes: 3 });
    const half = wsmFile({ ...spec, widthPx: 16, heightPx: 8, frames: [grey(90)] });
    const slide = await openAll({ full, half });
    expect(slide.image).toMatchObject({ zPlanes: 3, levels: [{}, { columns: 1 }] });
    for (const z of [0, 1, 2]) {
      expect(await valueAt(slide, { z })).toBe(z * 2);
      expect(await slide.tile({ level: 1, column: 0, row: 0, z })).toMatchObject({ pixels: grey(90) });
    }
  });

  it('in a file each are channels of one level', async () => {
    const file = (id: string, value: number): Buffer => wsmFile({ ...spec, frames: [grey(value), grey(value + 1)], paths: dyes.filter((dye) => dye.id === id) });
    const slide = await openAll({ a: file('A', 10), b: file('B', 20), copy: file('B', 20) });
    expect(slide.image).toMatchObject({ channels: 2, channelStyles: [{ name: 'DAPI' }, { name: 'B' }] });
    expect(await valueAt(slide, { column: 1, channel: 1 })).toBe(21);
  });
});
