import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IngestStep } from '@parfocal/shared/api';
import { createApp } from '../app/index.js';
import { CaseAccess } from '../cases/index.js';
import { Slides } from '../slides/index.js';
import { jpegSlide, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { ServerProcess } from '../testing/server-process.js';
import { saidOf, TusClient } from './testing/tus-client.js';

const DYING = 'ingest/testing/dying-server.ts';

jest.setTimeout(120_000);

describe('a server that is killed', () => {
  let server: TestServer;
  let ana: TestPerson;
  let caseId: string;
  let slide: Buffer;
  let sha256: string;
  let running: NestFastifyApplication | undefined;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    ({ caseId } = await server.case(ana, {}, 0));
    slide = (await jpegSlide()).file;
    sha256 = createHash('sha256').update(slide).digest('hex');
    await server.app.close();
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });
  afterAll(() => server.drop());

  const folder = (...parts: string[]): string => join(server.config.dataDir, 'slides', ...parts);

  /** The next server on the same data. */
  async function start(): Promise<{ app: NestFastifyApplication; tus: TusClient }> {
    running = await createApp(server.config, false);
    await running.listen(0, '127.0.0.1');
    return { app: running, tus: new TusClient({ url: (await running.getUrl()).replace('[::1]', '127.0.0.1') }, ana) };
  }

  async function expectOneMore(app: NestFastifyApplication, before: number, slideId: string): Promise<void> {
    const slides = await app.get(Slides).list();
    expect(slides).toHaveLength(before + 1);
    expect(await app.get(CaseAccess).hasSlide(caseId, slideId)).toBe(true);
    expect((await app.get(Slides).find(slideId))?.digest).toBe(sha256);
    await until(async () => (await readdir(folder('incoming'))).length === 0);
    expect((await readdir(folder())).sort()).toEqual(['incoming', ...slides.map(({ id }) => id)].sort());
  }

  const count = async (): Promise<number> => (await readdir(folder())).length - 1;

  it('at 60 % of an upload has kept what came, and the upload goes on', async () => {
    const first = await ServerProcess.start(server.config);
    const before = await count();
    const said = saidOf(caseId, { sha256 });
    const location = await new TusClient(first, ana).begin(slide.length, said);
    const sixty = Math.floor(slide.length * 0.6);
    const headers = { cookie: ana.cookie, 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream', 'upload-offset': '0', 'content-length': slide.length };
    const sending = request(`${first.url}${location}`, { method: 'PATCH', headers });
    sending.on('error', () => undefined);
    sending.write(slide.subarray(0, sixty));
    await until(async () => ((await stat(folder('incoming', `${location.split('/').at(-1)!}.upload`)).catch(() => undefined))?.size ?? 0) === sixty);
    expect(await first.end('SIGKILL')).toMatchObject({ how: 'SIGKILL' });
    const { app, tus } = await start();
    expect(await tus.offset(location)).toBe(sixty);
    expect((await tus.append(location, sixty, slide.subarray(sixty))).status).toBe(204);
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ state: 'done', code: null });
    await expectOneMore(app, before, job.slideId!);
  });

  it.each(IngestStep.options)('when it had just done "%s" goes on to exactly one slide', async (step) => {
    const before = await count();
    const said = saidOf(caseId, { sha256 });
    const doomed = await ServerProcess.start(server.config, [DYING, step]);
    // The answer to the last byte may die with the process.
    await new TusClient(doomed, ana).send(slide, said).catch(() => undefined);
    expect(await doomed.gone).toBe('SIGKILL');
    const { app, tus } = await start();
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ state: 'done', code: null });
    await expectOneMore(app, before, job.slideId!);
  });

  it('three times by the same slide does not try a fourth time by itself, and does when it is asked to', async () => {
    const before = await count();
    const said = saidOf(caseId, { sha256 });
    const first = await ServerProcess.start(server.config, [DYING, 'identify']);
    await new TusClient(first, ana).send(slide, said).catch(() => undefined);
    expect(await first.gone).toBe('SIGKILL');
    // It may die before it listens.
    for (let again = 0; again < 2; again++) await ServerProcess.start(server.config, [DYING, 'identify']).then((one) => one.gone, () => undefined);
    const { app, tus } = await start();
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ state: 'failed', step: 'identify', code: 'ingest.gave-up', canRetry: true });
    expect((await tus.ask('POST', `/api/ingest/${job.id}/retry`)).status).toBe(200);
    const done = await tus.outcome(caseId, said.batchId);
    expect(done).toMatchObject({ state: 'done' });
    await expectOneMore(app, before, done.slideId!);
  });
});
