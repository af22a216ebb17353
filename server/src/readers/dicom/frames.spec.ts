import sharp from 'sharp';
import { us } from '../../testing/dicom-factory.js';
import { Syntax, wsmFile, type WsmSpec } from '../../testing/dicom-slide.js';
import { memoryFile, openOnly, storedBytes } from '../../testing/memory-file.js';
import type { EncodedTile, SlideReader, TileAddress } from '../index.js';

const TILE_PX = 16;
const open = (spec: WsmSpec): Promise<SlideReader> => openOnly(memoryFile(wsmFile(spec)));
const first: TileAddress = { level: 0, column: 0, row: 0 };

const grid = { widthPx: 40, heightPx: 24, tilePx: TILE_PX };
const pixelsOf = (tile: EncodedTile | undefined): Buffer => {
  if (tile?.kind !== 'pixels') throw new Error('no decoded tile');
  return tile.pixels;
};

const jpegOf = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: TILE_PX, height: TILE_PX, channels: 3, background: { r: shade, g: 40, b: 90 } } }).jpeg({ quality: 90 }).toBuffer();
let jpegs: Buffer[];
beforeAll(async () => void (jpegs = await Promise.all([10, 50, 90, 130, 170, 210].map(jpegOf))));

/** Every tile of the 3 x 2 grid, row by row. */
const tilesOf = (slide: SlideReader): Promise<(EncodedTile | undefined)[]> =>
  Promise.all([0, 1, 2, 3, 4, 5].map((i) => slide.tile({ level: 0, column: i % 3, row: Math.floor(i / 3) })));

describe('compressed frames', () => {
  it.each(['empty', 'basic', 'extended'] as const)('are found by an offset table that is %s, and passed through byte by byte', async (table) => {
    const slide = await open({ ...grid, syntax: Syntax.Jpeg, frames: jpegs, table });
    const tiles = await tilesOf(slide);
    expect(tiles.map((tile) => tile?.kind)).toEqual(new Array(6).fill('jpeg'));
    tiles.forEach((tile, i) => expect(storedBytes(tile).subarray(0, jpegs[i]!.length)).toEqual(jpegs[i]));
  });

  it.each(['empty', 'basic'] as const)('in several fragments are joined (table %s)', async (table) => {
    const pieces = jpegs.map((jpeg) => [jpeg.subarray(0, 100), jpeg.subarray(100, 200), jpeg.subarray(200)]);
    const slide = await open({ ...grid, syntax: Syntax.Jpeg, frames: pieces, table });
    (await tilesOf(slide)).forEach((tile, i) => expect(storedBytes(tile).subarray(0, jpegs[i]!.length)).toEqual(jpegs[i]));
  });

  it('without a table, and cut so that nobody can tell which fragment is whose, are refused', async () => {
    const pieces = jpegs.map((jpeg) => [jpeg.subarray(0, 100), Buffer.concat([jpeg.subarray(0, 4), jpeg.subarray(100)])]);
    await expect(open({ ...grid, syntax: Syntax.Jpeg, frames: pieces })).rejects.toMatchObject({ code: 'slide.damaged' });
  });

  it('are found though the basic table wraps around, or is rubbish', async () => {
    const sound = wsmFile({ ...grid, syntax: Syntax.Jpeg, frames: jpegs, table: 'basic' });
    const at = sound.indexOf(Buffer.from('feff00e018000000', 'hex')) + 8;
    for (const rubbish of [7, 0xffff_fff0]) {
      const file = Buffer.from(sound);
      file.writeUInt32LE(rubbish, at);
      const slide = await openOnly(memoryFile(file));
      expect(storedBytes(await slide.tile({ ...first, column: 1 })).subarray(0, jpegs[1]!.length)).toEqual(jpegs[1]);
    }
  });

  it('are found though the extended table forgets the bytes that pad them', async () => {
    const odd = jpegs.map((jpeg) => (jpeg.length % 2 === 0 ? Buffer.concat([jpeg, Buffer.from([0])]) : jpeg));
    const file = wsmFile({ ...grid, syntax: Syntax.Jpeg, frames: odd, table: 'extended' });
    const at = file.indexOf(Buffer.from('e07f01004f560000', 'hex')) + 12;
    for (let i = 0, offset = 0; i < 6; offset += 8 + odd[i++]!.length) file.writeBigUInt64LE(BigInt(offset), at + i * 8);
    const slide = await openOnly(memoryFile(file));
    (await tilesOf(slide)).forEach((tile, i) => expect(storedBytes(tile).subarray(0, odd[i]!.length)).toEqual(odd[i]));
  });

  it('of no bytes are tiles that do not exist', async () => {
    const slide = await open({ ...grid, syntax: Syntax.Jpeg, frames: jpegs.map((jpeg, i) => (i === 4 ? Buffer.alloc(0) : jpeg)), table: 'basic' });
    expect((await tilesOf(slide)).map((tile) => tile !== undefined)).toEqual([true, true, true, true, false, true]);
  });

  it.each([
    [Syntax.Jpeg2000, 'jpeg2000', 'RGB', 'rgb'],
    [Syntax.Jpeg2000, 'jpeg2000', 'YBR_ICT', 'ycc'],
    [Syntax.Jpeg2000, 'jpeg2000', 'YBR_RCT', 'rgb'],
    [Syntax.JpegLs, 'jpeg-ls', 'RGB', 'rgb'],
    [Syntax.Rle, 'dicom-rle', 'YBR_FULL', 'ycc'],
  ])('in %s are handed to the decoder %s', async (syntax, codec, photometric, colour) => {
    const slide = await open({ ...grid, widthPx: 16, heightPx: 16, syntax, photometric, frames: [Buffer.from('coded!')] });
    expect(await slide.tile(first)).toEqual({ kind: 'coded', codec, bytes: Buffer.from('coded!'), colour, bitsPerSample: 8, widthPx: 16, heightPx: 16 });
  });

  it('in JPEG 2000 that transforms its own colours are RGB, whatever the file calls them', async () => {
    const codestream = (transform: number): Buffer => Buffer.from(`ff4fff510004aaaaff52000700000001${transform.toString(16).padStart(2, '0')}00`, 'hex');
    const colours: unknown[] = [];
    for (const transform of [0, 1]) {
      const slide = await open({ ...grid, widthPx: 16, heightPx: 16, syntax: Syntax.Jpeg2000, photometric: 'YBR_ICT', frames: [codestream(transform)] });
      colours.push(await slide.tile(first));
    }
    expect(colours).toMatchObject([{ colour: 'ycc' }, { colour: 'rgb' }]);
  });
});

describe('uncompressed frames', () => {
  const frames = Array.from({ length: 6 }, (_, i) => Buffer.from(Array.from({ length: TILE_PX * TILE_PX * 3 }, (_, k) => (i * 40 + k) % 256)));

  it.each([['explicit', Syntax.Explicit], ['implicit', Syntax.Implicit]])('are found by arithmetic in %s VR', async (_, syntax) => {
    const slide = await open({ ...grid, syntax, frames });
    const tiles = await tilesOf(slide);
    expect(tiles.map(pixelsOf)).toEqual(frames);
    expect(tiles[0]).toMatchObject({ bands: 3, bitsPerSample: 8, widthPx: 16, heightPx: 16 });
    expect(tiles[0]).not.toHaveProperty('maxSample');
  });

  it('that hold red, green and blue apart are interleaved', async () => {
    const planes = Buffer.concat([Buffer.alloc(256, 1), Buffer.alloc(256, 2), Buffer.alloc(256, 3)]);
    const slide = await open({ ...grid, widthPx: 16, heightPx: 16, frames: [planes], planar: 1 });
    expect(pixelsOf(await slide.tile(first)).subarray(0, 6)).toEqual(Buffer.from([1, 2, 3, 1, 2, 3]));
  });

  it('of 12 bits in 16 keep their samples', async () => {
    const slide = await open({ ...grid, widthPx: 16, heightPx: 16, samples: 1, bits: 16, bitsStored: 12, frames: [Buffer.alloc(512, 5)] });
    expect(slide.image).toMatchObject({ maxSample: 4095, channelStyles: [{ windowLow: 0, windowHigh: 4095 }] });
    expect(await slide.tile(first)).toMatchObject({ kind: 'pixels', bands: 1, bitsPerSample: 16, maxSample: 4095 });
  });

  it('of grey light in 8 bits are an ordinary picture', async () => {
    const slide = await open({ ...grid, widthPx: 16, heightPx: 16, samples: 1, frames: [Buffer.alloc(256, 5)] });
    expect(slide.image).not.toHaveProperty('channelStyles');
    expect(await slide.tile(first)).not.toHaveProperty('maxSample');
  });
});

describe('JPEG frames', () => {
  const JFIF = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  const tileOf = async (jpeg: Buffer, photometric: string): Promise<Buffer> => {
    const slide = await open({ ...grid, widthPx: 16, heightPx: 16, syntax: Syntax.Jpeg, photometric, frames: [jpeg] });
    return storedBytes(await slide.tile(first));
  };
  const full = (): Promise<Buffer> => sharp({ create: { width: 16, height: 16, channels: 3, background: '#804020' } }).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();

  it('that say JFIF are YCbCr, though the file says RGB', async () => {
    const bare = await full();
    const jpeg = Buffer.concat([bare.subarray(0, 2), JFIF, bare.subarray(2)]);
    expect((await tileOf(jpeg, 'RGB')).subarray(0, jpeg.length)).toEqual(jpeg);
  });

  // sharp writes neither JFIF nor Adobe's marker.
  it('that say nothing are declared RGB where the file says so', async () => {
    const tile = await tileOf(await full(), 'RGB');
    expect(tile.subarray(2, 18)).toEqual(Buffer.from('ffee000e41646f626500640000000000', 'hex'));
    expect(await sharp(tile).metadata()).toMatchObject({ width: 16, height: 16 });
  });

  it('that say nothing stay YCbCr where the file says that, or chroma is subsampled', async () => {
    const bare = await full();
    expect((await tileOf(bare, 'YBR_FULL_422')).includes('Adobe')).toBe(false);
    expect((await tileOf(jpegs[0]!, 'RGB')).includes('Adobe')).toBe(false);
  });

  it('of another size than the frames are damaged tiles, and the others stay sound', async () => {
    const large = await sharp({ create: { width: 32, height: 16, channels: 3, background: '#804020' } }).jpeg().toBuffer();
    const slide = await open({ ...grid, syntax: Syntax.Jpeg, frames: jpegs.map((jpeg, i) => (i === 2 ? large : i === 3 ? Buffer.from('not a JPEG') : jpeg)) });
    await expect(slide.tile({ ...first, column: 2 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await expect(slide.tile({ ...first, row: 1 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await expect(slide.tile(first)).resolves.toMatchObject({ kind: 'jpeg' });
  });

  it('of one channel are decoded and keep their samples', async () => {
    const grey = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#777777' } }).toColourspace('b-w').jpeg().toBuffer();
    const slide = await open({ ...grid, widthPx: 16, heightPx: 16, samples: 1, syntax: Syntax.Jpeg, frames: [grey], paths: [{ id: '1', isFluorescence: true }] });
    expect(await slide.tile(first)).toMatchObject({ kind: 'raw', maxSample: 255 });
  });

  it('of 12 bits are refused', async () => {
    const spec = { ...grid, widthPx: 16, heightPx: 16, samples: 1, syntax: '1.2.840.10008.1.2.4.51', frames: [jpegs[0]!] };
    await expect(open({ ...spec, elements: [us(0x0028_0100, 16), us(0x0028_0101, 12), us(0x0028_0102, 11)] })).rejects.toMatchObject({ code: 'slide.pixels-unsupported' });
  });
});
