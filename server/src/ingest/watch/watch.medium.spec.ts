import { mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MOST_BATCH_FILES } from '@parfocal/shared/api';
import { Cases } from '../../cases/index.js';
import { Slides } from '../../slides/index.js';
import { jpegSlide, startTestServer, type TestPerson, type TestServer, until } from '../../testing/index.js';
import { TusClient } from '../testing/tus-client.js';
import { scanAt } from './scan-at.js';
import { WatchedFolder } from './watched-folder.js';

const STABLE_MS = 30_000;

jest.setTimeout(60_000);

describe('the watched folder', () => {
  let server: TestServer;
  let ana: TestPerson;
  let caseId: string;
  let slide: Buffer;
  let watched: string;
  let now = 0;

  beforeAll(async () => {
    server = await startTestServer({ WATCH_STABLE_SECONDS: String(STABLE_MS / 1_000) });
    ana = await server.person('ana');
    caseId = await server.app.get(Cases).create(ana.id, { accession: 'C-2026-7', title: 't', question: '' });
    slide = (await jpegSlide()).file;
    watched = join(server.config.dataDir, 'watched');
  });
  beforeEach(() => mkdir(join(watched, 'C-2026-7'), { recursive: true }));
  afterEach(() => rm(watched, { recursive: true, force: true }));
  afterAll(() => server.close());

  const folder = (): WatchedFolder => server.app.get(WatchedFolder);
  const jobs = async (): Promise<string[]> => (await new TusClient(server, ana).jobs(caseId)).map(({ name }) => name);
  /** A look, `ms` after the one before. */
  const lookAfter = (ms: number): Promise<void> => folder().look(watched, (now += ms));
  const put = async (name: string, bytes: Buffer = slide): Promise<string> => {
    const path = join(watched, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, bytes);
    return path;
  };

  it('is taken from what nobody has written to for a while, once, and left as it is', async () => {
    const before = (await server.app.get(Slides).list()).length;
    const path = await put('C-2026-7/B1.tif', slide.subarray(0, 1000));
    await lookAfter(1);
    await lookAfter(STABLE_MS - 1);
    // The scanner goes on.
    await writeFile(path, slide);
    const { mtimeMs } = await stat(path);
    await lookAfter(1);
    await lookAfter(STABLE_MS - 1);
    expect(await jobs()).toEqual([]);
    await lookAfter(1);
    expect(await jobs()).toEqual(['B1']);
    await until(async () => (await new TusClient(server, ana).jobs(caseId)).every(({ state }) => state === 'done'), 30_000);
    expect(await server.app.get(Slides).list()).toHaveLength(before + 1);
    server = await server.restart();
    await lookAfter(STABLE_MS);
    await lookAfter(STABLE_MS);
    expect(await jobs()).toEqual(['B1']);
    expect([await readFile(path), (await stat(path)).mtimeMs]).toEqual([slide, mtimeMs]);
    // Scanned again under the same name.
    await writeFile(path, Buffer.concat([slide, Buffer.alloc(1)]));
    await lookAfter(STABLE_MS);
    await lookAfter(STABLE_MS);
    expect(await jobs()).toEqual(['B1', 'B1']);
  });

  it('takes a folder for one slide, and an MRXS with the folder beside it', async () => {
    const before = await jobs();
    await put('C-2026-7/series/1.dcm');
    await put('C-2026-7/series/2.dcm');
    await put('C-2026-7/M1.mrxs');
    await put('C-2026-7/M1/Data0000.dat');
    await put('C-2026-7/.DS_Store');
    await put('C-2026-7/empty.tif', Buffer.alloc(0));
    await lookAfter(1);
    await lookAfter(STABLE_MS);
    expect((await jobs()).slice(before.length).sort()).toEqual(['M1', 'series']);
  });

  it('keeps what is of no case waiting until there is one, and takes nothing from its own top', async () => {
    const before = await jobs();
    await put('A0.tif');
    await put('C-2026-8/A1.tif');
    await lookAfter(1);
    await lookAfter(STABLE_MS);
    expect(await jobs()).toEqual(before);
    const later = await server.app.get(Cases).create(ana.id, { accession: 'C-2026-8', title: 't', question: '' });
    await lookAfter(1);
    await lookAfter(STABLE_MS);
    expect(await new TusClient(server, ana).jobs(later)).toMatchObject([{ name: 'A1', batchId: null }]);
  });

  it('that is away for a while is looked at as before when it is back', async () => {
    const before = await jobs();
    await put('C-2026-7/back.tif');
    await lookAfter(1);
    await rename(watched, `${watched}-away`);
    await expect(lookAfter(STABLE_MS)).rejects.toMatchObject({ code: 'slide.gone' });
    await rename(`${watched}-away`, watched);
    expect(await jobs()).toEqual(before);
    await lookAfter(1);
    expect((await jobs()).slice(before.length)).toEqual(['back']);
  });

  it('gives nothing to a case that bears the number of another one', async () => {
    const eve = await server.person('eve');
    await server.app.get(Cases).create(ana.id, { accession: 'C-2026-9', title: 't', question: '' });
    const copied = await server.app.get(Cases).create(eve.id, { accession: 'C-2026-9', title: 't', question: '' });
    await put('C-2026-9/A1.tif');
    await lookAfter(1);
    await lookAfter(STABLE_MS);
    expect(await new TusClient(server, eve).jobs(copied)).toEqual([]);
    expect(await jobs()).not.toContain('A1');
  });

  it('takes what is sound although something beside it cannot be looked through, and follows no link', async () => {
    const before = await jobs();
    await put('elsewhere/secret.dat');
    await put('C-2026-7/L1.mrxs');
    await symlink(join(watched, 'elsewhere'), join(watched, 'C-2026-7/L1'));
    await put('C-2026-7/S1.tif');
    await put('C-2026-7/many/0', Buffer.alloc(1));
    await Promise.all(Array.from({ length: MOST_BATCH_FILES }, (_, i) => writeFile(join(watched, `C-2026-7/many/${i + 1}`), 'x')));
    await lookAfter(1);
    await lookAfter(STABLE_MS);
    expect((await jobs()).slice(before.length).sort()).toEqual(['L1', 'S1']);
    const scan = await scanAt(join(watched, 'C-2026-7/L1.mrxs'));
    expect(scan.files.map(({ name }) => name)).toEqual(['L1.mrxs']);
  });
});
