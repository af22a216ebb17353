import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { SlideSummary } from '@parfocal/shared/api';
import { CaseAccess, Cases } from '../cases/index.js';
import { Database } from '../platform/index.js';
import { Slides } from '../slides/index.js';
import { Disk } from '../storage/index.js';
import { jpegSlide, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { Imports } from './imports.service.js';
import { IngestJob } from './ingest-job.entity.js';
import { IngestJobs } from './ingest-jobs.js';
import { IngestSteps } from './ingest-steps.js';
import { newJob } from './new-job.js';
import { openCommandRooms } from './testing/command-rooms.js';

jest.setTimeout(60_000);

describe('imports, beside a server that runs', () => {
  let server: TestServer;
  let ana: TestPerson;
  let rooms: INestApplicationContext;
  let folder: string;
  let slide: Buffer;
  let caseId: string;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    caseId = await server.app.get(Cases).create(ana.id, { accession: 'C-2026-1', title: 't', question: '' });
    rooms = await openCommandRooms(server.config);
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
  const imported = (path: string): Promise<SlideSummary> => rooms.get(Imports).importSlide(path);
  const put = async (name: string, bytes: Buffer = slide): Promise<string> => {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, bytes);
    return path;
  };

  it('copy a slide, and leave the original and nothing else', async () => {
    const path = await put('one/A1.tif');
    const { id, name } = await rooms.get(Imports).importSlide(path, { name: 'A1 · H&E', caseId });
    expect(name).toBe('A1 · H&E');
    expect(await server.app.get(CaseAccess).hasSlide(caseId, id)).toBe(true);
    expect(await readFile(path)).toEqual(slide);
    expect([await incoming(), await rows()]).toEqual([[], []]);
  });

  it('leave nothing where they fail, and say why', async () => {
    const before = await server.app.get(Slides).list();
    const path = await put('bad/readme.txt', Buffer.from('not a slide'));
    await expect(imported(path)).rejects.toMatchObject({ code: 'slide.not-a-slide' });
    await expect(imported(join(folder, 'absent.svs'))).rejects.toMatchObject({ code: 'slide.gone' });
    jest.spyOn(rooms.get(Disk), 'freeBytes').mockResolvedValue(1);
    await expect(imported(await put('bad/a.tif'))).rejects.toMatchObject({ code: 'storage.full' });
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
    expect(await imported(path)).toMatchObject({ name: 'A1' });
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['running', 'running', 'waiting']);
    go();
    await until(async () => (await rows()).every(({ state }) => state === 'done'), 30_000);
  });

  it('that a dead command left are cleared by the server, unless their slide is stored already', async () => {
    const dead = { state: 'running', worker: `${hostname()}/4194999/x`, seenAt: Date.now(), attempts: 1 } as const;
    const unfinished = { ...newJob({ source: 'import', origin: '/nowhere', fileName: 'A1.tif' }), ...dead };
    // Before the row, as a command does it: the server may look at any moment.
    await mkdir(join(server.config.dataDir, 'slides', 'incoming', unfinished.id));
    await server.app.get(IngestJobs).add(unfinished);
    const [slideOf] = await server.app.get(Slides).list();
    const stored = { ...newJob({ source: 'import', caseId, origin: '/nowhere', fileName: 'A1.tif' }), ...dead, slideId: slideOf!.id, step: 'catalogue' as const };
    await server.app.get(IngestJobs).add(stored);
    server.app.get(IngestJobs).announce();
    await until(async () => (await server.app.get(IngestJobs).find(stored.id))?.state === 'done');
    expect(await server.app.get(CaseAccess).hasSlide(caseId, slideOf!.id)).toBe(true);
    await until(async () => (await server.app.get(IngestJobs).find(unfinished.id)) === undefined);
    // What is done is told first, and cleared right after.
    await until(async () => (await incoming()).length === 0);
  });
});
