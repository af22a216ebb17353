import { open } from 'node:fs/promises';
import { openSlide } from '../readers/index.js';
import { jpegSlide } from '../testing/index.js';
import { TiffFactory } from '../testing/tiff-factory.js';
import { tiledDirectory } from '../testing/tiled-directory.js';
import { WorkFolder } from '../testing/work-folder.js';
import { pixelsDigest } from './pixels-digest.js';
import { quiet } from './testing/bytes.js';
import { verifyClean } from './verify-clean.js';

const work = new WorkFolder();

async function digestOf(path: string): Promise<string> {
  const reader = await openSlide(path);
  return pixelsDigest(reader, quiet.signal).finally(() => reader.close());
}

describe('verifyClean', () => {
  it('sees one changed bit of one tile', async () => {
    const { file, tiles } = await jpegSlide();
    const path = await work.file('slide.tif', file);
    const digest = await digestOf(path);
    await expect(verifyClean(path, { secrets: [], pixelsDigest: digest, ...quiet })).resolves.toMatchObject({ isClean: true, arePixelsUntouched: true });
    const handle = await open(path, 'r+');
    const at = file.indexOf(tiles[3]!) + tiles[3]!.length - 20;
    await handle.write(Buffer.from([file[at]! ^ 1]), 0, 1, at);
    await handle.close();
    await expect(verifyClean(path, { secrets: [], pixelsDigest: digest, ...quiet })).resolves.toMatchObject({ isClean: false, arePixelsUntouched: false });
  });

  it('sees a picture that is left, and a name, wherever it stands', async () => {
    const tile = Buffer.alloc(64 * 64 * 3, 9);
    const directory = (description: string) => tiledDirectory({ widthPx: 64, heightPx: 64, tilePx: 64, tiles: [tile], description });
    const file = TiffFactory.write({ littleEndian: true, big: false, directories: [directory('a slide'), directory('label 64x64')] });
    const path = await work.file('slide.svs', Buffer.concat([file, Buffer.from('Roe^Jane')]));
    await expect(verifyClean(path, { secrets: ['nobody here', 'Jane Roe'], pixelsDigest: await digestOf(path), ...quiet })).resolves.toEqual({
      isClean: false, picturesLeft: 1, secretsFound: [1], removedTextsFound: 0, arePixelsUntouched: true,
    });
    await expect(verifyClean(path, { secrets: [], removedTexts: ['label 64x64', 'elsewhere'], pixelsDigest: await digestOf(path), ...quiet })).resolves.toMatchObject({ isClean: false, removedTextsFound: 1 });
  });

  it('says so where the file does not open', async () => {
    await expect(verifyClean(await work.file('slide.svs', 'nothing'), { secrets: [], pixelsDigest: '', ...quiet })).rejects.toMatchObject({ name: 'SlideFileError' });
  });
});
