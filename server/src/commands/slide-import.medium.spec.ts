import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { CaseAccess, Cases } from '../cases/index.js';
import { itWithSlide, jpegSlide, realSlide, startTestServer, type TestServer } from '../testing/index.js';
import { importSlides, openRooms } from './slide-import.js';

jest.setTimeout(60_000);

describe('npm run slide -- import, beside a server that runs', () => {
  let server: TestServer;
  let rooms: INestApplicationContext;
  let folder: string;
  let slide: Buffer;
  const accession = 'C-2026-1';
  let caseId: string;

  beforeAll(async () => {
    server = await startTestServer();
    const ana = await server.person('ana');
    caseId = await server.app.get(Cases).create(ana.id, { accession, title: 't', question: '' });
    rooms = await openRooms(server.config);
    folder = join(server.config.dataDir, 'scans');
    slide = (await jpegSlide()).file;
  });
  afterAll(async () => {
    await rooms.close();
    await server.close();
  });

  async function imported(given: Partial<Parameters<typeof importSlides>[1]>): Promise<{ text: string; isRefusal: boolean }[]> {
    const said: { text: string; isRefusal: boolean }[] = [];
    for await (const one of importSlides(rooms, { path: folder, deidentify: false, ...given })) said.push(one);
    return said;
  }
  const put = async (name: string, bytes: Buffer = slide): Promise<string> => {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, bytes);
    return path;
  };

  it('copies a file and puts it into its case', async () => {
    const path = await put('one/A1.tif');
    const { text } = (await imported({ path, accession, name: 'A1 · H&E' }))[0]!;
    expect(text).toMatch(/^Imported A1 · H&E \(700 x 400 px, in case C-2026-1\): [0-9a-f-]{36}$/);
    const id = text.split(' ').at(-1)!;
    expect(await server.app.get(CaseAccess).hasSlide(caseId, id)).toBe(true);
    expect(await readFile(path)).toEqual(slide);
  });

  it('takes a folder apart by opening what lies in it, and leaves out what is no slide', async () => {
    for (const name of ['many/a.tif', 'many/below/b.tif', 'many/.hidden.tif', 'many/.git/c.tif']) await put(name);
    await put('many/readme.txt', Buffer.from('not a slide'));
    expect((await imported({ path: join(folder, 'many') })).map(({ text }) => text.split(' ')[1])).toEqual(['a', 'b']);
    await expect(imported({ path: join(folder, 'many'), name: 'x' })).rejects.toThrow(/for one slide, and here are 2/);
    await mkdir(join(folder, 'empty'));
    await expect(imported({ path: join(folder, 'empty') })).rejects.toThrow(/no slide in this folder/);
    await expect(imported({ accession: 'nobody' })).rejects.toThrow(/no case nobody/);
  });

  itWithSlide('cmu-1-small-region-dicom', 'takes a DICOM series for one slide', async (series) => {
    const target = join(folder, 'series');
    await mkdir(target);
    for (const name of await readdir(series)) await copyFile(join(realSlide('cmu-1-small-region-dicom'), name), join(target, name));
    const said = await imported({ path: target });
    expect(said).toEqual([{ text: expect.stringMatching(/^Imported series \(2220 x 2967 px/) as string, isRefusal: false }]);
  });

  it('goes on where one of several cannot be taken in, and says which', async () => {
    await put('mixed/a.tif');
    // Not opened beforehand: an MRXS needs what lies beside it.
    await put('mixed/b.mrxs', Buffer.from('no MRXS'));
    const said = await imported({ path: join(folder, 'mixed') });
    expect(said.map(({ isRefusal }) => isRefusal)).toEqual([false, true]);
    expect(said[1]!.text).toMatch(/^b\.mrxs cannot be imported: .+ \(slide\.[a-z-]+\)\.$/);
  });
});
