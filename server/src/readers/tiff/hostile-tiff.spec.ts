import { memoryFile, MemorySource, openOnly } from '../../testing/memory-file.js';
import { type DirectorySpec, TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, long, short, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
import { SlideFile } from '../index.js';

const tiles = (count: number): Buffer[] => Array.from({ length: count }, () => Buffer.alloc(16 * 16 * 3));
const level = (more: Partial<Parameters<typeof tiledDirectory>[0]> = {}): DirectorySpec => tiledDirectory({ widthPx: 64, heightPx: 64, tilePx: 16, tiles: tiles(16), ...more });
const write = (...directories: DirectorySpec[]): Buffer => TiffFactory.write({ littleEndian: true, big: false, directories });
/** Where the directories of a small classic TIFF lie, in the order of the chain. */
function directoriesOf(file: Buffer): number[] {
  const found: number[] = [];
  for (let at = file.readUInt32LE(4); at !== 0; at = file.readUInt32LE(at + 2 + file.readUInt16LE(at) * 12)) found.push(at);
  return found;
}

/** The file with the only SubIFD of its first directory leading there. */
function withChild(file: Buffer, at: number): Buffer {
  const changed = Buffer.from(file);
  changed.writeUInt32LE(at, changed.indexOf(Buffer.from([0x4a, 1, 4, 0])) + 8);
  return changed;
}

const refusal = (file: Buffer): Promise<unknown> => openOnly(memoryFile(file)).then(() => 'opened', (error: unknown) => error);

describe('hostile TIFF', () => {
  it('is refused where the chain of directories runs in a circle', async () => {
    const file = write(level());
    file.writeUInt32LE(file.readUInt32LE(4), file.length - 4);
    expect(await refusal(file)).toMatchObject({ code: 'slide.damaged' });
  });

  it('is refused where a SubIFD is its own parent', async () => {
    const file = write(level({ fields: [long(330, 0)] }));
    const at = file.indexOf(Buffer.from([0x4a, 1, 4, 0]));
    file.writeUInt32LE(file.readUInt32LE(4), at + 8);
    expect(await refusal(file)).toMatchObject({ code: 'slide.damaged' });
  });

  it('is refused where a SubIFD leads into the chain', async () => {
    const chain = write(level({ fields: [long(330, 0)] }), level());
    const [first, second] = directoriesOf(chain);
    expect(await refusal(withChild(chain, second!))).toMatchObject({ code: 'slide.damaged' });
    expect(await refusal(withChild(chain, first!))).toMatchObject({ code: 'slide.damaged' });
  });

  it('is refused past 4,000 directories', async () => {
    const page: DirectorySpec = { fields: [long(256, 1)] };
    expect(await refusal(write(...new Array<DirectorySpec>(4001).fill(page)))).toMatchObject({ code: 'slide.too-large' });
  });

  it('is refused without any directory', async () => {
    expect(await refusal(write())).toMatchObject({ code: 'slide.damaged' });
  });

  it.each(TIFF_VARIANTS)('in $name is truncated wherever it is cut before its last byte', async (variant) => {
    const file = TiffFactory.write({ ...variant, directories: [level({ description: 'x'.repeat(100) })] });
    for (let length = 8; length < file.length; length += 7) {
      expect(await refusal(file.subarray(0, length))).toMatchObject({ code: 'slide.truncated' });
    }
  });

  it('is truncated where many of its tiles lie past the end, though its directories do not', async () => {
    const beyond = Array.from({ length: 16 }, (_, i) => 8 + i * 1_000_000);
    expect(await refusal(write(level({ fields: [long(324, ...beyond)] })))).toMatchObject({ code: 'slide.truncated' });
  });

  it.each([
    ['zero width', { widthPx: 0 }, 'slide.damaged'],
    ['zero height', { heightPx: 0 }, 'slide.damaged'],
    ['zero tiles', { tilePx: 0 }, 'slide.damaged'],
    ['an enormous image', { widthPx: 0xffff_ffff, heightPx: 0xffff_ffff }, 'slide.too-large'],
    ['more tiles than any slide', { widthPx: 9_999_999, heightPx: 9_999_999 }, 'slide.too-large'],
    ['enormous tiles', { tilePx: 60_000 }, 'slide.too-large'],
    ['fewer tiles than its size needs', { widthPx: 6400 }, 'slide.damaged'],
    ['text where a number is due', { fields: [{ tag: 256, type: 2, values: Buffer.from('wide\0') }] }, 'slide.damaged'],
    ['nine samples', { samples: 9, fields: [short(258, 8)] }, 'slide.pixels-unsupported'],
    ['ten thousand bits per sample', { fields: [short(258, ...new Array<number>(10_000).fill(8))] }, 'slide.damaged'],
    ['a list of tiles that claims 4 billion', { fields: [{ tag: 324, type: 4, values: [8, 8], claimedCount: 0xffff_ffff }] }, 'slide.truncated'],
    ['JPEG tables that are none', { compression: 7, fields: [{ tag: 347, type: 7, values: Buffer.alloc(300) }] }, 'slide.damaged'],
    ['JPEG tables of a megabyte', { compression: 7, fields: [{ tag: 347, type: 7, values: Buffer.alloc(1_000_000) }] }, 'slide.damaged'],
  ] as const)('with %s is refused', async (_, more, code) => {
    const error = await refusal(write(level(more as Partial<Parameters<typeof tiledDirectory>[0]>)));
    expect(error).toMatchObject({ name: 'SlideFileError', code });
  });

  it('in BigTIFF, with 2^63 entries or offsets, costs no memory', async () => {
    const file = TiffFactory.write({ littleEndian: true, big: true, directories: [level()] });
    const counts = Buffer.from(file);
    counts.writeBigUInt64LE(2n ** 63n, Number(counts.readBigUInt64LE(8)));
    expect(await refusal(counts)).toMatchObject({ code: 'slide.damaged' });
    const next = Buffer.from(file);
    next.writeBigUInt64LE(2n ** 64n - 1n, next.length - 8);
    expect(await refusal(next)).toMatchObject({ code: 'slide.truncated' });
  });

  it('fails tiles that lie over its header or directories alone, and reads nothing but the file', async () => {
    const file = write(level({ compression: 7, fields: [long(324, ...new Array<number>(16).fill(0)), long(325, ...new Array<number>(16).fill(100))] }));
    const slide = await openOnly(memoryFile(file));
    await expect(slide.tile({ level: 0, column: 0, row: 0 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });

  it('fails a tile that claims a gigabyte alone, and does not allocate it', async () => {
    const file = write(level({ fields: [long(325, ...new Array<number>(16).fill(1_000_000_000))] }));
    expect(await refusal(file)).toMatchObject({ code: 'slide.truncated' });
    const source = new MemorySource(write(level({ fields: [long(325, 1_000_000_000, ...new Array<number>(15).fill(768))] })));
    await expect((await openOnly(new SlideFile(source, 4_000_000_000))).tile({ level: 0, column: 0, row: 0 })).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });

  it.each([
    ['past the end', { tag: 34675, type: 7, values: [9, 9], claimedCount: 5000 }],
    ['of nine megabytes', bytes(34675, Buffer.alloc(9_000_000))],
    ['that is none', bytes(34675, Buffer.alloc(1000))],
    ['of words', short(34675, ...new Array<number>(500).fill(1))],
  ])('has no colour profile from one %s', async (_, field) => {
    const slide = await openOnly(memoryFile(write(level({ fields: [field] }))));
    expect(slide.image.hasColourProfile).toBeUndefined();
    await expect(slide.colourProfile()).resolves.toBeUndefined();
  });

  it('is refused with a description of more than 16 megabytes, of which half would be believed', async () => {
    expect(await refusal(write(level({ description: `<OME>${' '.repeat(17_000_000)}</OME>` })))).toMatchObject({ code: 'slide.too-large' });
  });

  it('takes no time for a description with as many images and instruments as fit', async () => {
    const started = performance.now();
    const many = '<Instrument ID="I:1"/>'.repeat(90_000) + '<Image><Pixels SizeX="1" SizeY="1"/></Image>'.repeat(50_000);
    await refusal(write(level({ description: `<OME>${many}</OME>` })));
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('is closed when it is refused', async () => {
    const source = new MemorySource(Buffer.from('II*\0\xff\xff\xff\xff', 'latin1'));
    await expect(openOnly(source.asFile())).rejects.toMatchObject({ code: 'slide.truncated' });
    expect(source.closed).toBe(1);
  });
});
