import { memoryFile, memoryFiles } from '../../testing/memory-file.js';
import { TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, short, text, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
import { belongsToOpenSlide, tiffFormat } from './index.js';

const VENDORS = [
  ['a Hamamatsu NDPI', [short(65420, 1)]],
  ['a Leica SCN', [text(270, '<?xml version="1.0"?><scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01">')]],
  ['a Ventana BIF', [bytes(700, Buffer.from('<?xml version="1.0"?><iScan Magnification="40">'))]],
  ['a Trestle', [text(305, 'MedScan v3')]],
] as const;

const file = (fields: (typeof VENDORS)[number][1] | [], variant: (typeof TIFF_VARIANTS)[number] = TIFF_VARIANTS[0]): Buffer =>
  TiffFactory.write({ ...variant, directories: [tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [Buffer.alloc(768)], fields })] });

describe.each(TIFF_VARIANTS)('files that OpenSlide reads, in $name', (variant) => {
  it.each(VENDORS)('%s is told by its first directory', async (_, fields) => {
    const whole = file(fields, variant);
    await expect(belongsToOpenSlide(whole, memoryFile(whole))).resolves.toBe(true);
  });
});

describe('files that OpenSlide reads', () => {
  it('do not include a plain pyramid, a damaged TIFF, or no TIFF', async () => {
    const plain = file([]);
    for (const other of [plain, plain.subarray(0, 100), Buffer.from('II*\0\xff\xff\xff\xff', 'latin1'), Buffer.from('not at all')]) {
      await expect(belongsToOpenSlide(other, memoryFile(other))).resolves.toBe(false);
    }
  });

  it.each(VENDORS)('%s is refused by name where nothing else took it', async (_, fields) => {
    const whole = file(fields);
    const opening = { file: memoryFile(whole), name: 'slide', files: memoryFiles({ slide: whole }) };
    await expect(tiffFormat.open(opening)).rejects.toMatchObject({ code: 'slide.format-unsupported' });
  });
});
