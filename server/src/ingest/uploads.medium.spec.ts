import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Slides } from '../slides/index.js';
import { codeIn, jpegSlide, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';
import { saidOf, TusClient } from './testing/tus-client.js';

describe('uploads', () => {
  let server: TestServer;
  let ana: TestPerson;
  let caseId: string;
  let slide: Buffer;
  let tus: TusClient;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    ({ caseId } = await server.case(ana, {}, 0));
    slide = (await jpegSlide()).file;
    tus = new TusClient(server, ana);
  });
  afterAll(() => server.close());

  it('takes a slide in whole: its bytes, digest, name and place in the case', async () => {
    const said = saidOf(caseId, { relativePath: '胃窦 A1.ome.tif', sha256: createHash('sha256').update(slide).digest('hex') });
    const location = await tus.begin(slide.length, said);
    expect(location).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}$/);
    expect(await tus.offset(location)).toBe(0);
    expect((await tus.append(location, 0, slide.subarray(0, 1000))).headers.get('upload-offset')).toBe('1000');
    expect(await tus.offset(location)).toBe(1000);
    const last = await tus.append(location, 1000, slide.subarray(1000));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, String(slide.length)]);
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ name: '胃窦 A1', state: 'done', code: null });
    const record = (await server.app.get(Slides).find(job.slideId!))!;
    expect([record.name, record.bytes, record.digest]).toEqual(['胃窦 A1', slide.length, createHash('sha256').update(slide).digest('hex')]);
    expect(await readFile(join(server.config.dataDir, 'slides', record.file))).toEqual(slide);
    expect((await server.fetch(`/api/slides/${record.id}`, ana)).status).toBe(200);
    expect(await readdir(join(server.config.dataDir, 'slides', 'incoming'))).toEqual([]);
    expect(await tus.offset(location)).toBe(slide.length);
  });

  it('refuses', async () => {
    const answer = await tus.create(10, saidOf(caseId, { batchFiles: '0' }));
    expect([answer.status, await codeIn(answer)]).toEqual([400, 'body.malformed']);
  });
});
