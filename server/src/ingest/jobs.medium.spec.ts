import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { associatedUrl, ingestJobUrl, ingestRetryUrl, type IngestStep, ingestUrl } from '@parfocal/shared/api';
import { CaseAccess, Cases } from '../cases/index.js';
import { Database } from '../platform/index.js';
import { Slides } from '../slides/index.js';
import { codeIn, itWithSlide, jpegSlide, rawSlide, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { IngestJob } from './ingest-job.entity.js';
import { IngestJobs } from './ingest-jobs.js';
import { IngestSteps } from './ingest-steps.js';
import { IngestSweep } from './ingest-sweep.js';
import type { Step, StepWork } from './steps/step.js';
import { saidOf, TusClient } from './testing/tus-client.js';

jest.setTimeout(60_000);

describe('jobs', () => {
  let server: TestServer;
  let ana: TestPerson;
  let caseId: string;
  let slide: Buffer;
  let tus: TusClient;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    slide = (await jpegSlide()).file;
    tus = new TusClient(server, ana);
  });
  beforeEach(async () => ({ caseId } = await server.case(ana, {}, 0)));
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => server.close());

  const incoming = (): Promise<string[]> => readdir(join(server.config.dataDir, 'slides', 'incoming'));
  const stored = async (): Promise<number> => (await readdir(join(server.config.dataDir, 'slides'))).length - 1;
  const remove = (jobId: string): Promise<Response> => tus.ask('DELETE', ingestJobUrl(jobId));
  const refusal = async (answer: Promise<Response>): Promise<[number, string]> => [(await answer).status, await codeIn(await answer)];

  /** What a step does instead of its work, from now on. */
  function instead(name: IngestStep, step: (real: Step, work: StepWork) => ReturnType<Step>): void {
    const steps = server.app.get(IngestSteps);
    const of = steps.of.bind(steps);
    jest.spyOn(steps, 'of').mockImplementation((one) => (one === name ? (work) => step(of(one), work) : of(one)));
  }

  /** Holds every job before the work of a step until it is let go, or nobody wants it any more. */
  function holdAt(name: IngestStep): () => void {
    let go = (): void => undefined;
    const gate = new Promise<void>((done) => (go = done));
    instead(name, async (real, work) => {
      work.onProgress(0.5);
      await Promise.race([gate, new Promise((_done, fail) => work.signal.addEventListener('abort', () => fail(work.signal.reason as Error)))]);
      return real(work);
    });
    return go;
  }

  async function begin(): Promise<{ jobId: string; batchId: string }> {
    const said = saidOf(caseId);
    await tus.send(slide, said);
    return { jobId: (await tus.jobs(caseId)).find((job) => job.batchId === said.batchId)!.id, batchId: said.batchId };
  }

  it('tell where they are, and two run at once', async () => {
    const go = holdAt('quality');
    for (let i = 0; i < 3; i++) await begin();
    await until(async () => (await tus.jobs(caseId)).filter(({ step }) => step === 'quality').length === 2);
    expect(await tus.jobs(caseId)).toMatchObject([
      { state: 'running', step: 'quality', share: 0.5, slideId: null }, { state: 'running', step: 'quality', share: 0.5 }, { state: 'waiting', step: 'gather', share: 0 },
    ]);
    go();
    await until(async () => (await tus.jobs(caseId)).every(({ state, slideId }) => state === 'done' && slideId !== null), 30_000);
  });

  it('are cancelled while they wait, and while they run', async () => {
    const [before, go] = [await stored(), holdAt('thumbnail')];
    const jobs = [await begin(), await begin(), await begin()];
    await until(async () => (await tus.jobs(caseId)).filter(({ step }) => step === 'thumbnail').length === 2, 30_000);
    expect((await remove(jobs[2]!.jobId)).status).toBe(204);
    expect(await tus.jobs(caseId)).toHaveLength(2);
    for (const { jobId } of jobs.slice(0, 2)) expect((await remove(jobId)).status).toBe(204);
    expect(await tus.jobs(caseId)).toEqual([]);
    await until(async () => (await incoming()).length === 0);
    go();
    expect(await stored()).toBe(before);
    expect(await refusal(remove(jobs[0]!.jobId))).toEqual([404, 'not-found']);
  });

  it('cancelled where nobody here is told of it do not get past their step', async () => {
    const [before, go] = [await stored(), holdAt('identify')];
    const { jobId } = await begin();
    await until(async () => (await tus.jobs(caseId))[0]?.step === 'identify', 30_000);
    // As another server on the same database does it.
    await server.app.get(IngestJobs).cancel(jobId);
    go();
    await until(async () => (await server.app.get(IngestJobs).find(jobId)) === undefined);
    await until(async () => (await incoming()).length === 0);
    expect(await stored()).toBe(before);
  });

  it('that another process was given are not this one’s any more', async () => {
    const go = holdAt('identify');
    const { jobId, batchId } = await begin();
    await until(async () => (await tus.jobs(caseId))[0]?.step === 'identify', 30_000);
    const [jobs, database] = [server.app.get(IngestJobs), server.app.get(Database)];
    expect(await jobs.beat([jobId])).toEqual({ cancelled: [], lost: [] });
    await database.write((manager) => manager.update(IngestJob, { id: jobId }, { worker: 'another machine/1/abc' }));
    expect(await jobs.beat([jobId])).toEqual({ cancelled: [], lost: [jobId] });
    go();
    // The other one falls silent.
    await database.write((manager) => manager.update(IngestJob, { id: jobId }, { seenAt: 1 }));
    expect(await tus.outcome(caseId, batchId)).toMatchObject({ state: 'done' });
  });

  it('that have their slide in the store already bring it into the case, cancelled or not', async () => {
    const go = holdAt('catalogue');
    const { jobId } = await begin();
    await until(async () => (await tus.jobs(caseId))[0]?.step === 'catalogue', 30_000);
    const before = await server.app.get(Slides).list();
    // Once the slide is in the catalogue, in no case it would be nobody's.
    go();
    await remove(jobId);
    await until(async () => (await incoming()).length === 0);
    await until(() => server.app.get(CaseAccess).hasSlide(caseId, before[0]!.id));
  });

  it('that are done are forgotten when they are put aside, or after a day; their slides stay', async () => {
    const [one, other] = [await begin(), await begin()];
    const [done] = [await tus.outcome(caseId, one.batchId), await tus.outcome(caseId, other.batchId)];
    expect((await remove(one.jobId)).status).toBe(204);
    expect(await tus.jobs(caseId)).toHaveLength(1);
    await server.app.get(IngestSweep).run(Date.now() + 86_400_001);
    expect(await tus.jobs(caseId)).toEqual([]);
    expect(await server.app.get(Slides).find(done.slideId!)).toBeDefined();
  });

  it('that failed through no fault of the file are tried again, with what came', async () => {
    let tries = 0;
    instead('quality', (real, work) => (++tries === 1 ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })) : real(work)));
    const { jobId, batchId } = await begin();
    expect(await tus.outcome(caseId, batchId)).toMatchObject({ state: 'failed', step: 'quality', code: 'storage.full', canRetry: true, slideId: null });
    expect((await tus.ask('POST', ingestRetryUrl(jobId))).status).toBe(200);
    await until(async () => (await tus.jobs(caseId))[0]?.state === 'done', 30_000);
    expect(await refusal(tus.ask('POST', ingestRetryUrl(jobId)))).toEqual([404, 'not-found']);
  });

  it('wait for a database or a store that is away', async () => {
    let tries = 0;
    instead('store', (real, work) => (++tries === 1 ? Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })) : real(work)));
    const { batchId } = await begin();
    expect(await tus.outcome(caseId, batchId)).toMatchObject({ state: 'done', code: null });
    expect(tries).toBe(2);
  });

  it('are put back by a server that stops, and go on in the next', async () => {
    holdAt('identify');
    const { batchId } = await begin();
    await until(async () => (await tus.jobs(caseId))[0]?.step === 'identify', 30_000);
    server = await server.restart();
    tus = new TusClient(server, ana);
    expect(await tus.outcome(caseId, batchId)).toMatchObject({ state: 'done' });
  });

  it('take nothing in for who may not manage the case any more when all has come', async () => {
    const ben = await server.person('ben');
    await server.app.get(Cases).putMember(caseId, ben.id, 'referrer');
    const [before, go] = [await stored(), holdAt('digest')];
    const said = saidOf(caseId);
    await new TusClient(server, ben).send(slide, said);
    await server.app.get(Cases).putMember(caseId, ben.id, 'observer');
    go();
    expect(await tus.outcome(caseId, said.batchId)).toMatchObject({ state: 'failed', step: 'store', code: 'forbidden', canRetry: false });
    await until(async () => (await incoming()).length === 0);
    expect(await stored()).toBe(before);
  });

  it('are for the eyes of those who manage the case: names of files may be names of patients', async () => {
    const { jobId, batchId } = await begin();
    const expert = await server.person('expert');
    await server.app.get(Cases).putMember(caseId, expert.id, 'expert');
    const [theirs, strangers] = [new TusClient(server, expert), new TusClient(server, await server.person('someone'))];
    for (const [method, path] of [['GET', ingestUrl(caseId)], ['DELETE', ingestJobUrl(jobId)], ['POST', ingestRetryUrl(jobId)]] as const) {
      expect(await refusal(theirs.ask(method, path))).toEqual([403, 'forbidden']);
      expect(await refusal(strangers.ask(method, path))).toEqual([404, 'not-found']);
    }
    expect(await tus.outcome(caseId, batchId)).toMatchObject({ state: 'done' });
  });

  itWithSlide('cmu-1-small-region-dicom', 'take a folder for one slide', async (folder) => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.dcm')).sort();
    const said = saidOf(caseId, { batchFiles: String(names.length) });
    for (const name of names) await tus.send(await readFile(join(folder, name)), { ...said, relativePath: `CMU-1/${name}` });
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ state: 'done', code: null, name: 'CMU-1' });
    const record = (await server.app.get(Slides).find(job.slideId!))!;
    expect(record.image).toMatchObject({ format: 'dicom', widthPx: 2220, heightPx: 2967 });
    const lines = await Promise.all(names.map(async (name) => `${name}:${createHash('sha256').update(await readFile(join(folder, name))).digest('hex')}\n`));
    expect(record.digest).toBe(createHash('sha256').update(lines.join('')).digest('hex'));
    expect(await server.app.get(Slides).isWhole(record)).toBe(true);
    expect((await server.fetch(`/api/slides/${record.id}/tiles/0/0/0`, ana)).status).toBe(200);
  });

  itWithSlide('skimage-ihc.png', 'make a slide of a picture', async (picture) => {
    const said = saidOf(caseId, { relativePath: 'ihc.png' });
    await tus.send(await readFile(picture), said);
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ state: 'done', name: 'ihc' });
    expect((await server.app.get(Slides).find(job.slideId!))?.image).toMatchObject({ widthPx: 512, heightPx: 512 });
  });

  it('know a picture from what was made of it, also when nobody noted that it was made', async () => {
    // As after a process that ended between the work and the record of it.
    instead('prepare', async (real, work) => {
      await real(work);
      return real(work);
    });
    const said = saidOf(caseId, { relativePath: 'photo.png' });
    await tus.send(await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a05080' } }).png().toBuffer(), said);
    const record = (await server.app.get(Slides).find((await tus.outcome(caseId, said.batchId)).slideId!))!;
    const bytes = await readFile(join(server.config.dataDir, 'slides', record.file));
    expect(record).toMatchObject({ digest: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
  });

  it('refuse to call a slide clean that still holds a word of its name, or the number of its case', async () => {
    const numbered = await server.app.get(Cases).create(ana.id, { accession: 'H-2026-00417', title: 't', question: '' });
    const sent = async (text: string, relativePath: string): Promise<string | null> => {
      const { file } = rawSlide();
      // Where no tag leads to, and nothing but pixels is kept: as if it were written on the glass.
      file.write(text, 1_000);
      const said = saidOf(numbered, { relativePath, deidentify: '1' });
      await tus.send(file, said);
      return (await tus.outcome(numbered, said.batchId)).code;
    };
    expect(await sent('Wolfeschlegel', 'A1 wolfeschlegel.tif')).toBe('slide.cannot-deidentify');
    expect(await sent('H-2026-00417', 'A1.tif')).toBe('slide.cannot-deidentify');
    expect(await sent('nobody', 'A1 Wolfeschlegel.tif')).toBeNull();
  });

  itWithSlide('CMU-1-Small-Region.svs', 'clean a slide where that is asked for, before anyone sees it', async (path) => {
    const said = saidOf(caseId, { relativePath: 'Zhang San A1.svs', deidentify: '1' });
    await tus.send(await readFile(path), said);
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ state: 'done', code: null });
    const record = (await server.app.get(Slides).find(job.slideId!))!;
    expect(record).toMatchObject({ isDeidentified: true, name: expect.stringMatching(/^P-[A-Z0-9]{8}$/) as string, file: `${record.id}/slide.svs` });
    expect(record.digest).not.toBe(createHash('sha256').update(await readFile(path)).digest('hex'));
    expect(record.associated).toContain('label');
    const label = await server.fetch(associatedUrl(record.id, 'label'), ana);
    expect([label.status, Buffer.from(await label.arrayBuffer())]).toEqual([200, await server.app.get(Slides).label(record.id)]);
    expect(await readdir(join(server.config.dataDir, 'slides', record.id))).not.toContainEqual(expect.stringContaining('Zhang'));
  });
});
