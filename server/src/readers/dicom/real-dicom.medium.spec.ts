import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { storedBytes } from '../../testing/memory-file.js';
import { itWithSlide, realSlide } from '../../testing/real-slides.js';
import { decodeCoded } from '../codecs/index.js';
import { type EncodedTile, openSlide, readElements, SlideFile, type SlideReader } from '../index.js';

const CMU = 'cmu-1-small-region-dicom';
const python = '/usr/bin/python3';

const works = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const hasPydicom = works(python, '-c', 'import pydicom, numpy, PIL');
const hasDcmtk = works('dcmdjpeg', '--version') && works('dcmcjpls', '--version');

const run = (script: string, ...args: string[]): string => execFileSync(python, ['-c', script, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });

/** Every tile of a level, row by row. */
async function tilesOf(slide: SlideReader, level: number): Promise<EncodedTile[]> {
  const { columns, rows } = slide.image.levels[level]!;
  const tiles: EncodedTile[] = [];
  for (let i = 0; i < columns * rows; i++) tiles.push((await slide.tile({ level, column: i % columns, row: Math.floor(i / columns) }))!);
  return tiles;
}

/** RGB as a decoder sees it that knows nothing but the tile. */
async function rgbOf(tile: EncodedTile): Promise<Buffer> {
  if (tile.kind === 'pixels') return tile.pixels;
  if (tile.kind === 'coded') return Buffer.from((await decodeCoded(tile)).pixels);
  return sharp(tile.bytes).toColourspace('srgb').removeAlpha().raw().toBuffer();
}

/** The top left of level 0, a square of `sizePx`. */
async function cornerOf(slide: SlideReader, sizePx: number): Promise<Buffer> {
  const { tileWidthPx, tileHeightPx } = slide.image.levels[0]!;
  const [columns, rows] = [Math.ceil(sizePx / tileWidthPx), Math.ceil(sizePx / tileHeightPx)];
  const raw = { width: tileWidthPx, height: tileHeightPx, channels: 3 as const };
  const tiles = Array.from({ length: columns * rows }, async (_, i) => {
    const tile = await slide.tile({ level: 0, column: i % columns, row: Math.floor(i / columns) });
    return { input: await rgbOf(tile!), raw, left: (i % columns) * tileWidthPx, top: Math.floor(i / columns) * tileHeightPx };
  });
  const [width, height] = [columns * tileWidthPx, rows * tileHeightPx];
  const whole = await sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite(await Promise.all(tiles)).removeAlpha().raw().toBuffer();
  return sharp(whole, { raw: { width, height, channels: 3 } }).extract({ left: 0, top: 0, width: sizePx, height: sizePx }).raw().toBuffer();
}

describe('real DICOM slides', () => {
  itWithSlide(CMU, 'read as a pyramid of a file a level', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image).toMatchObject({ format: 'dicom', widthPx: 2220, heightPx: 2967, mppX: 0.499, mppY: 0.499, zPlanes: 1, channels: 1 });
    expect(slide.image.levels.map(({ downsample }) => downsample)).toEqual(Array.from({ length: 12 }, (_, i) => 2 ** i));
    expect(slide.image.levels[1]).toMatchObject({ widthPx: 1110, heightPx: 1483, tileWidthPx: 500, columns: 3, rows: 3 });
    expect(slide.origin).toEqual({ scannedAt: '2021-07-20T13:38:42' });
    await slide.close();
  });

  itWithSlide('gcp-camelyon-jpeg.dcm', 'read a single resampled level', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image).toMatchObject({ widthPx: 1152, heightPx: 700, mppX: 28.969, mppY: 28.968, levels: [{ columns: 5, rows: 3, tileWidthPx: 256 }] });
    expect(slide.associated).toEqual([]);
    await slide.close();
  });

  itWithSlide('openslide-boxes_0.dcm', 'read undefined lengths, an ICC profile and the objective', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image).toMatchObject({ widthPx: 16, heightPx: 16, mppX: 0.499, objectivePower: 20, hasColourProfile: true, levels: [{ columns: 1, rows: 1, tileWidthPx: 64 }] });
    expect((await slide.colourProfile())?.toString('latin1', 36, 40)).toBe('acsp');
    expect(slide.origin).toMatchObject({ manufacturer: 'Leica Biosystems', scannedAt: '2009-12-29T09:59:15' });
    // Adobe's marker says RGB, and the file's own word for it agrees.
    expect(storedBytes(await slide.tile({ level: 0, column: 0, row: 0 })).includes('Adobe')).toBe(true);
    await slide.close();
  });

  itWithSlide(CMU, 'show what the SVS of the same scan shows', async (path) => {
    const [dicom, svs] = [await openSlide(path), await openSlide(realSlide('CMU-1-Small-Region.svs'))];
    const [shown, expected] = [await cornerOf(dicom, 800), await cornerOf(svs, 800)];
    expect(shown.length).toBe(expected.length);
    let difference = 0;
    for (let i = 0; i < shown.length; i++) difference += Math.abs(shown[i]! - expected[i]!);
    // The converter compressed it a second time: 3.4. A shift by one pixel would make it 6.5, colours taken for others 57.
    expect(difference / shown.length).toBeLessThan(4);
    await Promise.all([dicom.close(), svs.close()]);
  });

  const files = [...[0, 1, 2, 5, 11].map((level) => `${CMU}/level-${level}-frames-0-${[30, 9, 4][level] ?? 1}.dcm`), 'gcp-camelyon-jpeg.dcm', 'openslide-boxes_0.dcm'];
  for (const name of hasPydicom ? files : []) {
    itWithSlide(name, `hand out the frames of ${basename(name)} byte by byte as pydicom finds them`, async (path) => {
      const slide = await openSlide(path);
      const digests = (await tilesOf(slide, 0)).map((tile) => createHash('sha256').update(storedBytes(tile)).digest('hex'));
      const script = `
import sys, hashlib, pydicom
ds = pydicom.dcmread(sys.argv[1])
for frame in pydicom.encaps.generate_pixel_data_frame(ds.PixelData, int(ds.NumberOfFrames)):
    print(hashlib.sha256(frame).hexdigest())`;
      expect(digests).toEqual(run(script, path).trim().split('\n'));
      await slide.close();
    });

    itWithSlide(name, `find every element of ${basename(name)} where pydicom does`, async (path) => {
      const file = await SlideFile.open(path);
      const elements = (await readElements(file)).filter(({ tag }) => tag > 0x0002_ffff && tag < 0x7fe0_0000).map(({ tag, vr, valueAt, at }) => [tag, vr, valueAt, at]);
      const script = `
import sys, pydicom
ds = pydicom.dcmread(sys.argv[1], stop_before_pixels=True)
for tag in ds.keys():
    raw = ds.get_item(tag)
    at = raw.value_tell if hasattr(raw, 'value_tell') else raw.file_tell
    print(int(tag), raw.VR, at)`;
      const found = run(script, path).trim().split('\n').map((line) => line.split(' '));
      expect(elements.map(([tag, vr]) => [String(tag), vr])).toEqual(found.map(([tag, vr]) => [tag, vr]));
      const values = new Map(elements.filter(([, vr]) => vr !== 'SQ').map(([tag, , valueAt]) => [String(tag), String(valueAt)]));
      for (const [tag, vr, at] of found) if (vr !== 'SQ') expect(at).toBe(values.get(tag!));
      await file.close();
    });
  }

  describe(`written anew in other transfer syntaxes${hasDcmtk ? '' : ' (skipped: dcmtk is not installed)'}`, () => {
    let folder: string;
    beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'parfocal-dicom-'))));
    afterAll(() => rm(folder, { recursive: true }));
    const source = `${CMU}/level-2-frames-0-4.dcm`;
    const itConverts = hasDcmtk ? itWithSlide : (_: string, title: string) => it.skip(title, () => undefined);

    itConverts(source, 'show the same pixels: implicit VR, RLE, JPEG-LS', async (path) => {
      const native = join(folder, 'native.dcm');
      execFileSync('dcmdjpeg', [path, native]);
      const expected = await allPixels(native);
      expect(expected).toHaveLength(4);
      for (const [program, option] of [['dcmconv', '+ti'], ['dcmcrle', '+t1'], ['dcmcjpls', '--encode-lossless']] as const) {
        const converted = join(folder, `${program}.dcm`);
        execFileSync(program, program === 'dcmcrle' ? [native, converted] : [option, native, converted]);
        expect(await allPixels(converted)).toEqual(expected);
      }
    });

    itConverts(source, 'are refused by name: deflated and big endian', async (path) => {
      execFileSync('dcmdjpeg', [path, join(folder, 'plain.dcm')]);
      for (const [option, message] of [['+td', /deflated/], ['+tb', /big endian/]] as const) {
        const converted = join(folder, `${option}.dcm`);
        execFileSync('dcmconv', [option, join(folder, 'plain.dcm'), converted]);
        await expect(openSlide(converted)).rejects.toMatchObject({ code: 'slide.compression-unsupported', message: expect.stringMatching(message) });
      }
    });

    (hasPydicom ? itConverts : itConverts)(source, 'show the same pixels: JPEG 2000 with an extended offset table', async (path) => {
      const [native, converted] = [join(folder, 'before.dcm'), join(folder, 'jpeg2000.dcm')];
      execFileSync('dcmdjpeg', [path, native]);
      const script = `
import sys, io, numpy, pydicom
from PIL import Image
ds = pydicom.dcmread(sys.argv[1])
frames = []
for array in ds.pixel_array:
    out = io.BytesIO()
    Image.fromarray(array).save(out, 'JPEG2000', no_jp2=True, irreversible=False)
    frames.append(out.getvalue())
ds.PixelData, ds.ExtendedOffsetTable, ds.ExtendedOffsetTableLengths = pydicom.encaps.encapsulate_extended(frames)
ds['PixelData'].VR, ds['PixelData'].is_undefined_length = 'OB', True
ds.PhotometricInterpretation = 'YBR_RCT'
ds.file_meta.TransferSyntaxUID = pydicom.uid.JPEG2000Lossless
ds.save_as(sys.argv[2])`;
      run(script, native, converted);
      expect(await allPixels(converted)).toEqual(await allPixels(native));
    });
  });
});

async function allPixels(path: string): Promise<string[]> {
  const slide = await openSlide(path);
  const digests: string[] = [];
  for (const tile of await tilesOf(slide, 0)) digests.push(createHash('sha256').update(await rgbOf(tile)).digest('hex'));
  await slide.close();
  return digests;
}
