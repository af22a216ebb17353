import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { importSlides, openRooms } from '../commands/slide-import.js';
import { CaseAccess, Cases } from '../cases/index.js';
import { Database } from '../platform/index.js';
import { Slides } from '../slides/index.js';
import { Disk } from '../storage/index.js';
import { itWithSlide, jpegSlide, realSlide, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { IngestJob } from './ingest-job.entity.js';
import { IngestJobs } from './ingest-jobs.js';
import { IngestSteps } from './ingest-steps.js';
import { newJob } from './new-job.js';

jest.setTimeout(60_000);

describe('imports, beside a server that runs', () => {
  let server: TestServer;
  let ana: TestPerson;
  let rooms: INestApplicationContext;
  let folder: string;
  let slide: Buffer;
  const accession = 'C-2026-1';
  let caseId: string;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    caseId = await server.app.get(Cases).create(ana.id, { accession, title: 't', question: '' });
    rooms = await openRooms(server.config);
    folder = join(server.config.dataDir, 'scans');
    slide = (await jpegSlide()).file;
  });
  beforeEach(() => mkdir(folder, { recursive: true }));
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await rooms.close();
    await server.close();
  });

  const incoming = (): Promise<string[]> => readdir(join(server.config.dataDir, 'slides', 'incoming'));
  const rows = (): Promise<IngestJob[]> => server.app.get(Database).read.find(IngestJob);
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

  it('copy a file, put it into its case, and leave the original and nothing else', async () => {
    const path = await put('one/A1.tif');
    const { text } = (await imported({ path, accession, name: 'A1 · H&E' }))[0]!;
    expect(text).toMatch(/^Imported A1 · H&E \(700 x 400 px, in case C-2026-1\): [0-9a-f-]{36}$/);
    const id = text.split(' ').at(-1)!;
    expect(await server.app.get(CaseAccess).hasSlide(caseId, id)).toBe(true);
    expect(await readFile(path)).toEqual(slide);
    expect([await incoming(), await rows()]).toEqual([[], []]);
  });

  it('take a folder apart by opening what lies in it, and say what was left out', async () => {
    for (const name of ['many/a.tif', 'many/below/b.tif', 'many/.hidden.tif', 'many/.git/c.tif']) await put(name);
    await put('many/readme.txt', Buffer.from('not a slide'));
    expect((await imported({ path: join(folder, 'many') })).map(({ text }) => text.split(' ')[1])).toEqual(['a', 'b']);
    await expect(imported({ path: join(folder, 'many'), name: 'x' })).rejects.toThrow(/for one slide, and here are 2/);
    await mkdir(join(folder, 'empty'));
    await expect(imported({ path: join(folder, 'empty') })).rejects.toThrow(/no slide in this folder/);
    await expect(imported({ accession: 'nobody' })).rejects.toThrow(/no case nobody/);
  });

  itWithSlide('cmu-1-small-region-dicom', 'take a DICOM series for one slide', async (series) => {
    const target = join(folder, 'series');
    await mkdir(target);
    for (const name of await readdir(series)) await copyFile(join(realSlide('cmu-1-small-region-dicom'), name), join(target, name));
    const said = await imported({ path: target });
    expect(said).toEqual([{ text: expect.stringMatching(/^Imported series \(2220 x 2967 px/) as string, isRefusal: false }]);
  });

  it('leave nothing where they fail, and say why', async () => {
    const before = await server.app.get(Slides).list();
    const path = await put('bad/readme.txt', Buffer.from('not a slide'));
    await expect(imported({ path })).rejects.toMatchObject({ code: 'slide.not-a-slide' });
    await expect(imported({ path: join(folder, 'absent.svs') })).rejects.toMatchObject({ code: 'slide.gone' });
    jest.spyOn(rooms.get(Disk), 'freeBytes').mockResolvedValue(1);
    await expect(imported({ path: await put('bad/a.tif') })).rejects.toMatchObject({ code: 'storage.full' });
    expect([await incoming(), await rows(), await server.app.get(Slides).list()]).toEqual([[], [], before]);
  });

  it('run their own job and no other', async () => {
    // The server holds both of its places, and has one more that waits.
    const steps = server.app.get(IngestSteps);
    let go = (): void => undefined;
    const gate = new Promise<void>((done) => (go = done));
    const of = steps.of.bind(steps);
    jest.spyOn(steps, 'of').mockImplementation((name) => async (work) => {
      await gate;
      return of(name)(work);
    });
    const jobs = server.app.get(IngestJobs);
    const path = await put('watched/A1.tif');
    for (let i = 0; i < 3; i++) await jobs.add(newJob({ source: 'watched', caseId, origin: path, fileName: 'A1.tif' }));
    jobs.announce();
    await until(async () => (await rows()).filter(({ state }) => state === 'running').length === 2);
    expect(await imported({ path })).toMatchObject([{ isRefusal: false }]);
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['running', 'running', 'waiting']);
    go();
    await until(async () => (await rows()).every(({ state }) => state === 'done'), 30_000);
  });

  it('that a dead command left are cleared by the server, unless their slide is stored already', async () => {
    const dead = { state: 'running', worker: `${hostname()}/4194999/x`, seenAt: Date.now(), attempts: 1 } as const;
    const unfinished = { ...newJob({ source: 'import', origin: '/nowhere', fileName: 'A1.tif' }), ...dead };
    await server.app.get(IngestJobs).add(unfinished);
    await mkdir(join(server.config.dataDir, 'slides', 'incoming', unfinished.id));
    const [slideOf] = await server.app.get(Slides).list();
    const stored = { ...newJob({ source: 'import', caseId, origin: '/nowhere', fileName: 'A1.tif' }), ...dead, slideId: slideOf!.id, step: 'catalogue' as const };
    await server.app.get(IngestJobs).add(stored);
    server.app.get(IngestJobs).announce();
    await until(async () => (await server.app.get(IngestJobs).find(stored.id))?.state === 'done');
    expect(await server.app.get(CaseAccess).hasSlide(caseId, slideOf!.id)).toBe(true);
    await until(async () => (await server.app.get(IngestJobs).find(unfinished.id)) === undefined);
    expect(await incoming()).toEqual([]);
  });
});
