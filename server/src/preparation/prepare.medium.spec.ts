import { cp, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { itWithSlide, jpegSlide } from '../testing/index.js';
import { openSlide } from '../readers/index.js';
import { TiffFactory } from '../testing/tiff-factory.js';
import { tiledDirectory } from '../testing/tiled-directory.js';
import { prepare, type Prepared, type PrepareOptions } from './prepare.js';
import { converterDoing } from './testing/converter.js';
import { picture } from './testing/pictures.js';
import { WorkFolder } from '../testing/work-folder.js';
import { type ZipEntrySpec, zipOf } from './testing/zip-factory.js';

const work = new WorkFolder();
const options = (): PrepareOptions => ({ signal: new AbortController().signal, onProgress: () => undefined });
const prepared = (path: string, fileName: string, more: Partial<PrepareOptions> = {}): Promise<Prepared> => prepare({ path, fileName }, work.at('into'), { ...options(), ...more });
const preparedZip = async (entries: readonly ZipEntrySpec[], more: Partial<PrepareOptions> = {}): Promise<Prepared> => prepared(await work.file('in.zip', zipOf(entries)), '病例 7.zip', more);

const slide = async (): Promise<Buffer> => (await jpegSlide()).file;
const png = (): Promise<Buffer> => picture(300, 200).png().toBuffer();
const letter = Buffer.from('Dear colleague');

async function opens({ path, isFolder, fileName }: Prepared): Promise<void> {
  expect(path).toBe(work.at('into', fileName));
  expect((await stat(path)).isDirectory()).toBe(isFolder);
  await expect(readdir(work.at('into'))).resolves.toEqual([fileName]);
  await (await openSlide(path)).close();
}

describe('prepare', () => {
  it('moves a slide and does not touch it', async () => {
    const bytes = await slide();
    const path = await work.file('123.part', bytes);
    const { ino } = await stat(path);
    const made = await prepared(path, 'C:\\scans\\a.svs');
    await opens(made);
    expect(made).toEqual({ path: work.at('into', 'a.svs'), isFolder: false, fileName: 'a.svs' });
    expect((await stat(made.path)).ino).toBe(ino);
    await expect(readFile(made.path)).resolves.toEqual(bytes);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('answers the same when it is run again after a crash, once the slide was moved', async () => {
    const path = await work.file('in', await slide());
    const first = await prepared(path, 'a.svs');
    await expect(prepared(path, 'a.svs')).resolves.toEqual(first);
  });

  it('starts anew after a crash on the way', async () => {
    await mkdir(work.at('into', '.work', 'unpacked'), { recursive: true });
    await work.file('into/left.tif', 'half of a slide');
    await opens(await preparedZip([{ name: 'a.svs', content: await slide() }]));
  });

  it('says that what came in is gone', async () => {
    await expect(prepared(work.at('nothing'), 'a.svs')).rejects.toMatchObject({ code: 'slide.gone' });
  });

  it('takes the one slide out of an archive', async () => {
    const made = await preparedZip([{ name: 'case/a.svs', content: await slide() }, { name: 'case/letter.txt', content: letter }, { name: 'case/preview.png', content: await png() }]);
    await opens(made);
    expect(made).toMatchObject({ isFolder: false, fileName: 'a.svs', madeFrom: 'zip' });
    expect(await readdir(work.path)).toEqual(['in.zip', 'into']);
  });

  it('makes a slide of the one picture in an archive', async () => {
    const made = await preparedZip([{ name: 'photo.png', content: await png() }]);
    await opens(made);
    expect(made).toMatchObject({ fileName: 'photo.tif', madeFrom: 'picture' });
  });

  it.each([
    ['two slides', async () => [{ name: 'a.svs', content: await slide() }, { name: 'b.svs', content: await slide() }], 'slide.several'],
    ['two pictures', async () => [{ name: 'a.png', content: await png() }, { name: 'b.png', content: await png() }], 'slide.several'],
    ['no slide', () => Promise.resolve([{ name: 'a.txt', content: letter }, { name: 'b.txt', content: letter }]), 'slide.not-a-slide'],
    ['an archive only', async () => [{ name: 'a.zip', content: zipOf([{ name: 'a.svs', content: await slide() }]) }], 'slide.archive-refused'],
    ['what leads out', async () => [{ name: '../a.svs', content: await slide() }], 'slide.archive-refused'],
    ['half a slide', async () => [{ name: 'a.svs', content: (await slide()).subarray(0, 3000) }], 'slide.truncated'],
  ])('refuses an archive with %s, and leaves nothing behind', async (_, entries: () => Promise<ZipEntrySpec[]>, code) => {
    await expect(preparedZip(await entries())).rejects.toMatchObject({ code });
    await expect(readdir(work.at('into'))).resolves.toEqual([]);
    await expect(stat(work.at('in.zip'))).resolves.toBeDefined();
  });

  it('keeps the files of one OME-TIFF together', async () => {
    const ome = [
      '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1"><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeX="128" SizeY="64" SizeC="2" SizeZ="1" SizeT="1">',
      '<Channel ID="Channel:0:0" SamplesPerPixel="1"/><Channel ID="Channel:0:1" SamplesPerPixel="1"/>',
      ...['a.ome.tif', 'b.ome.tif'].map((name, i) => `<TiffData IFD="0" FirstC="${i}" PlaneCount="1"><UUID FileName="${name}">urn:uuid:${i + 1}</UUID></TiffData>`),
      '</Pixels></Image></OME>',
    ].join('');
    const plane = (description: string): Buffer => TiffFactory.write({ littleEndian: true, big: false, directories: [tiledDirectory({ widthPx: 128, heightPx: 64, tilePx: 64, samples: 1, photometric: 1, tiles: [Buffer.alloc(4096, 1), Buffer.alloc(4096, 2)], description })] });
    const made = await preparedZip([{ name: 'a.ome.tif', content: plane(ome) }, { name: 'b.ome.tif', content: plane(ome.replace('UUID="urn:uuid:1"', 'UUID="urn:uuid:2"')) }]);
    await opens(made);
    expect(made).toMatchObject({ isFolder: true, fileName: '病例 7', madeFrom: 'zip' });
    expect((await readdir(made.path)).sort()).toEqual(['a.ome.tif', 'b.ome.tif']);
  });

  it('takes the one slide out of a folder, and leaves the folder for after a crash', async () => {
    await mkdir(work.at('in'));
    await work.file('in/a.svs', await slide());
    await work.file('in/letter.txt', letter);
    const made = await prepared(work.at('in'), 'in');
    await opens(made);
    expect(made).toEqual({ path: work.at('into', 'a.svs'), isFolder: false, fileName: 'a.svs' });
    expect((await readdir(work.at('in'))).sort()).toEqual(['a.svs', 'letter.txt']);
  });

  it('makes a slide of a picture, and keeps the picture', async () => {
    const made = await prepared(await work.file('in', await png()), 'Foto.PNG');
    await opens(made);
    expect(made).toMatchObject({ fileName: 'Foto.tif', madeFrom: 'picture' });
    await expect(stat(work.at('in'))).resolves.toBeDefined();
  });

  it('makes a slide of a TIFF in strips', async () => {
    const made = await prepared(await work.file('in', await picture(300, 200).tiff().toBuffer()), 'a.tiff');
    await opens(made);
    expect(made.madeFrom).toBe('picture');
  });

  it('does not take the thumbnail in an MRXS file for the slide', async () => {
    await expect(prepared(await work.file('in', await picture(300, 200).jpeg().toBuffer()), 'a.mrxs')).rejects.toMatchObject({ name: 'SlideFileError' });
  });

  it.each(['a.kfb', 'a.SDPC', 'a.isyntax', 'a.tmap'])('says that %s needs a converter', async (name) => {
    await expect(prepared(await work.file('in', letter), name)).rejects.toMatchObject({ code: 'slide.needs-converter' });
  });

  it('knows KFB by its first bytes, whatever it is called', async () => {
    await expect(prepared(await work.file('in', Buffer.from('f101eeee4b464200', 'hex')), 'a.bin')).rejects.toMatchObject({ code: 'slide.needs-converter' });
  });

  it('has the converter make a slide', async () => {
    const converter = converterDoing("fs.writeFileSync(output + '.tif', fs.readFileSync(input).subarray(8));");
    const made = await prepared(await work.file('in', Buffer.concat([Buffer.alloc(8), await slide()])), '切片.kfb', { converter });
    await opens(made);
    expect(made).toMatchObject({ fileName: '切片.tif', madeFrom: 'converter' });
  });

  it('leaves nothing behind where the converter fails', async () => {
    const converter = converterDoing("fs.writeFileSync(output, 'half'); process.exit(1);");
    await expect(prepared(await work.file('in', letter), 'a.kfb', { converter })).rejects.toMatchObject({ code: 'slide.conversion-failed' });
    await expect(readdir(work.at('into'))).resolves.toEqual([]);
  });

  it('asks no converter for what a reader opens, whatever it is called', async () => {
    const made = await prepared(await work.file('in', await slide()), 'a.kfb');
    expect(made.fileName).toBe('a.kfb');
    await opens(made);
  });

  it('refuses what nobody knows, and leaves it where it was', async () => {
    await expect(prepared(await work.file('in', letter), 'letter.txt')).rejects.toMatchObject({ code: 'slide.not-a-slide' });
    await expect(stat(work.at('in'))).resolves.toBeDefined();
  });

  it('does nothing once it is told to stop', async () => {
    const path = await work.file('in', await slide());
    const reason = new Error('the server ends');
    await expect(prepared(path, 'a.svs', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(stat(path)).resolves.toBeDefined();
  });

  it('says how far it is, and never goes back', async () => {
    const shares: number[] = [];
    await preparedZip([{ name: 'a.svs', content: await slide() }], { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  itWithSlide('CMU-1-Small-Region.svs', 'passes a scanner\'s file on as it is', async (path) => {
    await cp(path, work.at('in'));
    const made = await prepared(work.at('in'), 'CMU-1.svs');
    await opens(made);
    expect((await readFile(made.path)).equals(await readFile(path))).toBe(true);
  });
});
