import { memoryFile, openOnly, storedBytes } from '../../testing/memory-file.js';
import { type PhilipsSpec, philipsTiff } from '../../testing/philips-tiff.js';
import { TIFF_VARIANTS } from '../../testing/tiled-directory.js';
import { type SlideReader } from '../index.js';

/** A JPEG as far as its markers go; `mark` is its only data. */
const jpeg = (mark: number): Buffer => Buffer.concat([Buffer.from('ffd8ffc0000b080010001001011100ffda000801010000003f00', 'hex'), Buffer.from([mark, 0xff, 0xd9])]);
/** 7 x 5 tiles of 16 px, and levels that each need another padding: 112, 56, 28 and 14 px wide of 112, 64, 32 and 16 stored. */
const usual: PhilipsSpec = { tilePx: 16, grids: [[7, 5], [4, 3], [2, 2], [1, 1]], tileAt: (level, column, row) => jpeg(level * 64 + row * 8 + column), samples: 1 };
const open = (more: Partial<PhilipsSpec> = {}): Promise<SlideReader> => openOnly(memoryFile(philipsTiff({ ...usual, ...more })));
const markOf = async (slide: SlideReader, level: number, column: number, row: number): Promise<number | undefined> => storedBytes(await slide.tile({ level, column, row })).at(-3);

describe.each(TIFF_VARIANTS)('a Philips TIFF in $name', (variant) => {
  it('has levels that are halves of level 0, whatever their padding says', async () => {
    const { image } = await open(variant);
    expect(image).toMatchObject({ format: 'philips-tiff', widthPx: 112, heightPx: 80 });
    expect(image.levels.map(({ widthPx, heightPx, columns, rows, downsample }) => [widthPx, heightPx, columns, rows, downsample])).toEqual([
      [112, 80, 7, 5, 1],
      [56, 40, 4, 3, 2],
      [28, 20, 2, 2, 4],
      [14, 10, 1, 1, 8],
    ]);
    expect(image.mppX).toBeCloseTo(0.247746, 9);
    expect(image.mppY).toBeCloseTo(0.247746, 9);
  });
});

describe('a Philips TIFF', () => {
  it('hands out tiles by the grid that is stored, though the one that is shown is narrower', async () => {
    // Half of 7 tiles are 4, but the file keeps 6 a row.
    const slide = await open({ grids: [[7, 5], [6, 4]] });
    expect(slide.image.levels[1]).toMatchObject({ columns: 4, rows: 3 });
    expect(await markOf(slide, 1, 3, 2)).toBe(64 + 2 * 8 + 3);
    await expect(slide.tile({ level: 1, column: 4, row: 0 })).rejects.toMatchObject({ code: 'slide.tile-out-of-range' });
  });

  it('has no tile where none was scanned', async () => {
    const slide = await open({ tileAt: (level, column) => (level === 0 && column > 3 ? Buffer.alloc(0) : jpeg(1)) });
    await expect(slide.tile({ level: 0, column: 5, row: 2 })).resolves.toBeUndefined();
    expect(await markOf(slide, 0, 3, 2)).toBe(1);
  });

  it('tells where it was scanned, and no serial number, operator or barcode', async () => {
    expect((await open()).origin).toEqual({ manufacturer: 'PHILIPS', model: 'UFS Scanner', software: '1.6.5505', scannedAt: '2013-03-14T11:23:34' });
  });

  it('shows the label and the macro picture out of its description', async () => {
    const slide = await open({ label: jpeg(7), macro: jpeg(8) });
    expect(slide.associated).toEqual(['label', 'macro']);
    expect(storedBytes(await slide.picture('label'))).toEqual(jpeg(7));
    expect(storedBytes(await slide.picture('macro'))).toEqual(jpeg(8));
    expect((await open()).associated).toEqual([]);
    expect((await open({ label: Buffer.from('no JPEG at all') })).associated).toEqual([]);
    await expect((await open({ label: jpeg(7).subarray(0, 9) })).picture('label')).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });

  it('halves where its description says nothing of the levels', async () => {
    const { image } = await open({ description: '<?xml version="1.0"?><DataObject ObjectType="DPUfsImport"></DataObject>' });
    expect(image.levels.map(({ downsample }) => downsample)).toEqual([1, 2, 4, 8]);
    expect(image.mppX).toBeUndefined();
  });

  it('opens as a plain TIFF where the description is none of Philips’', async () => {
    expect((await open({ description: '<DataObject ObjectType="Other"/>' })).image.format).toBe('generic-tiff');
  });

  it('is refused where a level has fewer tiles than it needs, or does not get smaller', async () => {
    await expect(open({ grids: [[7, 5], [3, 3]] })).rejects.toMatchObject({ code: 'slide.damaged' });
    await expect(open({ spacingMm: 0 })).resolves.toMatchObject({ image: { levels: { length: 4 } } });
  });
});
