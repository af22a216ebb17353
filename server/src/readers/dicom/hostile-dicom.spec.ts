import { bytes, header, sequence, text, ul, us } from '../../testing/dicom-factory.js';
import { Syntax, wsmFile, type WsmSpec } from '../../testing/dicom-slide.js';
import { memoryFile, MemorySource, openOnly } from '../../testing/memory-file.js';
import { openSlideFiles, type SlideFile } from '../index.js';
import { DicomLimit } from './dicom-limits.js';

const TILE_PX = 16;
const frames = (count: number): Buffer[] => Array.from({ length: count }, (_, i) => Buffer.alloc(TILE_PX * TILE_PX * 3, i));
const spec = { widthPx: 40, heightPx: 24, tilePx: TILE_PX, frames: frames(6) };
const coded = { ...spec, syntax: Syntax.JpegLs, frames: Array.from({ length: 6 }, (_, i) => Buffer.alloc(50 + i * 2, 0x55)) };
const write = (more: Partial<WsmSpec> = {}): Buffer => wsmFile({ ...spec, ...more });
const refusal = (file: Buffer): Promise<unknown> => openOnly(memoryFile(file)).then(() => 'opened', (error: unknown) => error);

/** An element's value length, wherever it is short: the position of its 16-bit length. */
const lengthAt = (file: Buffer, tag: number): number => file.indexOf(header(tag, 0).subarray(0, 4), 132) + 6;

describe('hostile DICOM', () => {
  it.each([
    ['more frames than its pixels', { elements: [text(0x0028_0008, 'IS', '7')] }, 'slide.damaged'],
    ['fewer frames than its tiles', { frames: frames(5) }, 'slide.damaged'],
    ['two billion frames', { elements: [text(0x0028_0008, 'IS', '2000000000')] }, 'slide.too-large'],
    ['a frame and a half', { elements: [text(0x0028_0008, 'IS', '1.5')] }, 'slide.damaged'],
    ['no frames', { elements: [text(0x0028_0008, 'IS', '0')] }, 'slide.damaged'],
    ['frames that count as text', { elements: [text(0x0028_0008, 'IS', 'six')] }, 'slide.damaged'],
    ['no width', { widthPx: 0 }, 'slide.damaged'],
    ['an enormous image', { widthPx: 0xffff_fff0, heightPx: 0xffff_fff0 }, 'slide.too-large'],
    ['more tiles than frames', { widthPx: 9_999_999, heightPx: 9_999_999 }, 'slide.damaged'],
    ['no rows', { elements: [us(0x0028_0010, 0)] }, 'slide.damaged'],
    ['enormous frames', { elements: [us(0x0028_0010, 65_535), us(0x0028_0011, 65_535)] }, 'slide.too-large'],
    ['a label of four gigabytes', { imageType: 'ORIGINAL\\PRIMARY\\LABEL\\NONE', elements: [us(0x0028_0010, 65_535), us(0x0028_0011, 65_535)] }, 'slide.too-large'],
    ['no pixels', { elements: [bytes(0x7fe0_0010, 'OB', Buffer.alloc(0))] }, 'slide.damaged'],
    ['a billion optical paths', { elements: [ul(0x0048_0302, 1_000_000_000)] }, 'slide.damaged'],
    ['zero focal planes', { planes: 0 }, 'slide.damaged'],
    ['signed samples', { elements: [us(0x0028_0103, 1)] }, 'slide.pixels-unsupported'],
    ['a palette', { photometric: 'PALETTE COLOR' }, 'slide.pixels-unsupported'],
    ['two samples', { samples: 2, photometric: 'RGB' }, 'slide.pixels-unsupported'],
    ['one bit', { bits: 1 }, 'slide.pixels-unsupported'],
    ['more bits stored than there are', { bitsStored: 12 }, 'slide.damaged'],
    ['uncompressed YCbCr', { photometric: 'YBR_FULL' }, 'slide.pixels-unsupported'],
    ['a frame outside the image', { places: spec.frames.map((_, i) => ({ x: i * 16, y: 0 })) }, 'slide.damaged'],
    ['a frame before its beginning', { places: spec.frames.map(() => ({ x: -17, y: 0 })) }, 'slide.damaged'],
    ['frames that lie on no grid', { places: spec.frames.map((_, i) => ({ x: i, y: 0 })) }, 'slide.format-unsupported'],
    ['two frames at one place', { places: spec.frames.map((_, i) => ({ x: Math.min(i, 2) * 16, y: 0 })) }, 'slide.damaged'],
    ['two frames at one place and height', { places: [0, 0, 1, 1, 2, 2].map((i, k) => ({ x: i * 16, y: 0, z: [1, 1, 1, 2, 1, 2][k] })) }, 'slide.damaged'],
    ['more places than any slide', { widthPx: 9_999_999, heightPx: 9_999_999, places: spec.frames.map((_, i) => ({ x: i * 16, y: 0 })) }, 'slide.too-large'],
    ['frames without a place', { places: spec.frames.slice(1).map((_, i) => ({ x: (i % 3) * 16, y: 0 })) }, 'slide.damaged'],
    ['places for more frames', { places: new Array(7).fill({ x: 0, y: 0 }) }, 'slide.damaged'],
    ['a frame of an unknown optical path', { places: spec.frames.map((_, i) => ({ x: (i % 3) * 16, y: i < 3 ? 0 : 16, path: 'X' })) }, 'slide.damaged'],
    ['sixty-five optical paths', { paths: Array.from({ length: 65 }, (_, i) => ({ id: `${i}` })) }, 'slide.too-large'],
    ['ten thousand items', { paths: Array.from({ length: 10_000 }, () => ({ id: '1' })) }, 'slide.too-large'],
  ] as [string, Partial<WsmSpec>, string][])('with %s is refused', async (_, more, code) => {
    expect(await refusal(write(more))).toMatchObject({ name: 'SlideFileError', code });
  });

  it('nested past any depth is refused, and one that nests as deep as may be is not', async () => {
    const nested = (depth: number) => {
      let element = sequence(0x0040_0610, [[us(0x0040_0600, 7)]], true);
      for (let i = 1; i < depth; i++) element = sequence(0x0040_0610, [[element]], true);
      return write({ elements: [element] });
    };
    expect(await refusal(nested(DicomLimit.depth))).toBe('opened');
    expect(await refusal(nested(DicomLimit.depth + 1))).toMatchObject({ code: 'slide.damaged' });
    expect(await refusal(nested(500))).toMatchObject({ code: 'slide.damaged' });
  });

  it.each([
    ['an element longer than the file', 0x0008_0016, 0xfffe, 'slide.truncated'],
    ['an element that ends inside the next', 0x0008_0016, 7, 'slide.damaged'],
  ])('with %s is refused', async (_, tag, length, code) => {
    const file = write();
    file.writeUInt16LE(length, lengthAt(file, tag));
    expect(await refusal(file)).toMatchObject({ code });
  });

  it('with an item longer than its sequence, or a delimiter out of place, is damaged', async () => {
    const file = write();
    const item = file.indexOf(Buffer.from('feff00e0', 'hex'));
    const longer = Buffer.from(file);
    longer.writeUInt32LE(longer.readUInt32LE(item + 4) + 2, item + 4);
    expect(await refusal(longer)).toMatchObject({ code: 'slide.damaged' });
    const delimited = Buffer.from(file);
    delimited.writeUInt16LE(0xe0dd, item + 2);
    expect(await refusal(delimited)).toMatchObject({ code: 'slide.damaged' });
  });

  it.each([['uncompressed', spec], ['with an empty offset table', coded], ['with a basic one', { ...coded, table: 'basic' as const }], ['with an extended one', { ...coded, table: 'extended' as const }]])(
    '%s is truncated wherever it is cut, or no DICOM file any more', async (_, more) => {
      const file = wsmFile(more);
      for (let length = 133; length < file.length - 8; length += 11) {
        const error = await refusal(file.subarray(0, length));
        expect(error).toMatchObject({ name: 'SlideFileError', code: expect.stringMatching(/truncated|damaged/) });
      }
      expect(await refusal(file.subarray(0, file.length - 60))).toMatchObject({ code: 'slide.truncated' });
    });

  it('with items that are none between its frames is damaged', async () => {
    const file = wsmFile(coded);
    const at = file.indexOf(Buffer.alloc(50, 0x55)) - 8;
    file.writeUInt16LE(0x1234, at);
    expect(await refusal(file)).toMatchObject({ code: 'slide.damaged' });
  });

  it('with offsets into the middle of a frame has that tile damaged alone', async () => {
    const file = wsmFile({ ...coded, table: 'basic' });
    const table = file.indexOf(Buffer.from('feff00e018000000', 'hex')) + 8;
    file.writeUInt32LE(file.readUInt32LE(table + 8) + 2, table + 8);
    const slide = await openOnly(memoryFile(file));
    await expect(slide.tile({ level: 0, column: 2, row: 0 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).resolves.toMatchObject({ kind: 'coded' });
  });

  it('with extended lengths of 2^63 is truncated and costs no memory', async () => {
    const file = wsmFile({ ...coded, table: 'extended' });
    const at = file.indexOf(header(0x7fe0_0002, 0).subarray(0, 4)) + 12;
    file.writeBigUInt64LE(2n ** 63n, at);
    expect(await refusal(file)).toMatchObject({ code: 'slide.truncated' });
  });

  it('fails a tile, and not the process, when it shrinks while it is open', async () => {
    const source = new MemorySource(write());
    const slide = await openOnly(source.asFile());
    source.bytes = source.bytes.subarray(0, source.bytes.length - 700);
    await expect(slide.tile({ level: 0, column: 2, row: 1 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).resolves.toMatchObject({ kind: 'pixels' });
  });
});

describe('the files of a DICOM series', () => {
  const series = (count: number, more: Partial<WsmSpec> = {}): { sources: Map<string, MemorySource[]>; files: Parameters<typeof openSlideFiles>[0] } => {
    const sources = new Map<string, MemorySource[]>();
    const contents = new Map(Array.from({ length: count }, (_, i) => [`${100 + i}.dcm`, write({ frames: [spec.frames[i % 6]!], concatenation: { number: i + 1, offset: i }, heightPx: 16 * Math.ceil(count / 3), ...more })]));
    const open = (name: string): Promise<SlideFile> => {
      const source = new MemorySource(contents.get(name)!);
      sources.set(name, [...(sources.get(name) ?? []), source]);
      return Promise.resolve(source.asFile());
    };
    return { sources, files: { names: [...contents.keys()], isFolder: true, open, localPath: () => Promise.reject(new Error('in memory')) } };
  };
  const stillOpen = (sources: Map<string, MemorySource[]>): number => [...sources.values()].flat().filter(({ closed }) => closed === 0).length;

  it('are open a handful at a time, though all are read at once, and closed with the slide', async () => {
    const { sources, files } = series(30);
    const slide = await openSlideFiles(files);
    expect(stillOpen(sources)).toBeLessThanOrEqual(9);
    const tiles = await Promise.all(Array.from({ length: 30 }, (_, i) => slide.tile({ level: 0, column: i % 3, row: Math.floor(i / 3) })));
    expect(tiles.every((tile) => tile?.kind === 'pixels')).toBe(true);
    expect(stillOpen(sources)).toBeLessThanOrEqual(9);
    await slide.close();
    expect(stillOpen(sources)).toBe(0);
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).rejects.toMatchObject({ code: 'slide.gone' });
    await slide.close();
    expect([...sources.values()].flat().every(({ closed }) => closed <= 2)).toBe(true);
  });

  it('are closed when they are refused', async () => {
    const { sources, files } = series(12, { elements: [us(0x0028_0103, 1)] });
    await expect(openSlideFiles(files)).rejects.toMatchObject({ code: 'slide.pixels-unsupported' });
    expect(stillOpen(sources)).toBe(0);
    const incomplete = series(12);
    await expect(openSlideFiles({ ...incomplete.files, names: incomplete.files.names.slice(0, -1) })).rejects.toMatchObject({ code: 'slide.truncated' });
    expect(stillOpen(incomplete.sources)).toBe(0);
  });

  it('that changed in size since they were read are not believed', async () => {
    const { files } = series(12);
    let grown = false;
    const open = async (name: string): Promise<SlideFile> => (grown ? new MemorySource(Buffer.alloc(5000)).asFile() : files.open(name));
    const slide = await openSlideFiles({ ...files, open });
    grown = true;
    await expect(slide.tile({ level: 0, column: 2, row: 0 })).rejects.toMatchObject({ code: 'slide.damaged' });
  });

  it('that cannot be opened for a moment are tried again', async () => {
    const { files } = series(12);
    let isAway = false;
    const open = async (name: string): Promise<SlideFile> => (isAway ? Promise.reject(new Error('away')) : files.open(name));
    const slide = await openSlideFiles({ ...files, open });
    isAway = true;
    await expect(slide.tile({ level: 0, column: 2, row: 0 })).rejects.toThrow('away');
    isAway = false;
    await expect(slide.tile({ level: 0, column: 2, row: 0 })).resolves.toMatchObject({ kind: 'pixels' });
  });
});
