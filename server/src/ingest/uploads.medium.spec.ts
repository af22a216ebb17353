import { createHash, randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, symlink, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { MOST_BATCH_FILES, UPLOADS_PATH } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { Database } from '../platform/index.js';
import { Slides } from '../slides/index.js';
import { Disk } from '../storage/index.js';
import { codeIn, jpegSlide, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { IngestSweep } from './ingest-sweep.js';
import { Upload } from './upload.entity.js';
import { metadataOf, saidOf, TusClient } from './testing/tus-client.js';

const MAX_BYTES = 4 * 1024 ** 2;
const MOST = 5;
const DAY_MS = 86_400_000;

jest.setTimeout(60_000);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const refusal = async (answer: Response | Promise<Response>): Promise<[number, string]> => [(await answer).status, await codeIn(await answer)];

describe('uploads', () => {
  let server: TestServer;
  let ana: TestPerson;
  let caseId: string;
  let slide: Buffer;
  let tus: TusClient;

  beforeAll(async () => {
    server = await startTestServer({ UPLOAD_MAX_BYTES: String(MAX_BYTES), UPLOADS_PER_PERSON: String(MOST) });
    ana = await server.person('ana');
    ({ caseId } = await server.case(ana, {}, 0));
    slide = (await jpegSlide()).file;
    tus = new TusClient(server, ana);
  });
  afterAll(() => server.close());
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.app.get(IngestSweep).run(Date.now() + 100 * DAY_MS);
    expect(await incoming()).toEqual([]);
  });

  const incoming = (): Promise<string[]> => readdir(join(server.config.dataDir, 'slides', 'incoming'));
  const fileOf = (location: string): string => join(server.config.dataDir, 'slides', 'incoming', `${location.split('/').at(-1)!}.upload`);
  const sixty = (bytes: Buffer): number => Math.floor(bytes.length * 0.6);
  const free = (bytes: number): jest.SpyInstance => jest.spyOn(server.app.get(Disk), 'freeBytes').mockResolvedValue(server.config.values.DISK_RESERVE_BYTES + bytes);

  /** Sends part of what it announces and hangs up. */
  function breakOff(location: string, offset: number, bytes: Buffer, cookie = ana.cookie): () => void {
    const headers = { cookie, 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream', 'upload-offset': offset, 'content-length': slide.length - offset };
    const sending = request(`${server.url}${location}`, { method: 'PATCH', headers });
    sending.on('error', () => undefined);
    sending.write(bytes);
    return () => sending.destroy();
  }

  it('take a slide in whole: its bytes, digest, name and place in the case', async () => {
    const said = saidOf(caseId, { relativePath: '胃窦 A1.ome.tif', sha256: sha256(slide) });
    const location = await tus.begin(slide.length, said);
    expect(location).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}$/);
    expect(await tus.offset(location)).toBe(0);
    expect((await tus.append(location, 0, slide.subarray(0, 1000))).headers.get('upload-offset')).toBe('1000');
    const last = await tus.append(location, 1000, slide.subarray(1000));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, String(slide.length)]);
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ name: '胃窦 A1', state: 'done', code: null, canRetry: false });
    const record = (await server.app.get(Slides).find(job.slideId!))!;
    expect([record.name, record.bytes, record.digest]).toEqual(['胃窦 A1', slide.length, sha256(slide)]);
    expect(record.quality?.report.occasion).toBe('consultation');
    expect(await readFile(join(server.config.dataDir, 'slides', record.file))).toEqual(slide);
    expect((await server.fetch(`/api/slides/${record.id}`, ana)).status).toBe(200);
    // Whoever did not hear the last answer is told that nothing is missing.
    expect(await tus.offset(location)).toBe(slide.length);
  });

  it('go on after a connection that broke, in another process, with what came', async () => {
    const said = saidOf(caseId, { sha256: sha256(slide), name: 'A1 · H&E', occasion: 'cytology' });
    const location = await tus.begin(slide.length, said);
    const hangUp = breakOff(location, 0, slide.subarray(0, sixty(slide)));
    await until(async () => (await readFile(fileOf(location)).catch(() => '')).length === sixty(slide));
    hangUp();
    server = await server.restart();
    tus = new TusClient(server, ana);
    expect(await tus.offset(location)).toBe(sixty(slide));
    expect((await tus.append(location, sixty(slide), slide.subarray(sixty(slide)))).status).toBe(204);
    const job = await tus.outcome(caseId, said.batchId);
    expect(job).toMatchObject({ state: 'done', code: null });
    const record = await server.app.get(Slides).find(job.slideId!);
    expect(record).toMatchObject({ name: 'A1 · H&E', digest: sha256(slide), quality: { report: { occasion: 'cytology' } } });
  });

  it('are cut off where the same sender goes on elsewhere: the new request writes on', async () => {
    const said = saidOf(caseId);
    const location = await tus.begin(slide.length, said);
    const hangUp = breakOff(location, 0, slide.subarray(0, 1000));
    await until(async () => (await readFile(fileOf(location)).catch(() => '')).length === 1000);
    expect(await tus.offset(location)).toBe(1000);
    expect((await tus.append(location, 1000, slide.subarray(1000))).status).toBe(204);
    hangUp();
    expect(await tus.outcome(caseId, said.batchId)).toMatchObject({ state: 'done' });
  });

  it('that go on with other content come to nothing, and say so', async () => {
    const before = (await server.app.get(Slides).list()).length;
    const said = saidOf(caseId, { sha256: sha256(slide) });
    const location = await tus.begin(slide.length, said);
    await tus.append(location, 0, slide.subarray(0, 5000));
    await tus.append(location, 5000, Buffer.alloc(slide.length - 5000, 7));
    expect(await tus.outcome(caseId, said.batchId)).toMatchObject({ state: 'failed', code: 'upload.changed', canRetry: false, slideId: null });
    expect(await server.app.get(Slides).list()).toHaveLength(before);
    await until(async () => (await incoming()).length === 0);
  });

  it.each([
    ['text', Buffer.from('hello'), 'slide.not-a-slide'],
    ['nothing', Buffer.alloc(0), 'slide.not-a-slide'],
  ])('of %s fail with the reader’s code', async (_what, bytes, code) => {
    const said = saidOf(caseId);
    const location = await tus.begin(bytes.length, said);
    if (bytes.length > 0) await tus.append(location, 0, bytes);
    expect(await tus.outcome(caseId, said.batchId)).toMatchObject({ state: 'failed', step: 'prepare', code });
  });

  it('want the offset that the file has, and no more than was announced', async () => {
    const location = await tus.begin(slide.length, saidOf(caseId));
    await tus.append(location, 0, slide.subarray(0, 100));
    for (const offset of [0, 99, 101, slide.length]) expect(await refusal(tus.append(location, offset, slide.subarray(offset, offset + 10)))).toEqual([409, 'upload.conflict']);
    for (const offset of ['-1', '1e2', 'x', '']) expect(await refusal(tus.ask('PATCH', location, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' }, Buffer.from('x')))).toEqual([400, 'body.malformed']);
    expect(await refusal(tus.append(location, 100, Buffer.alloc(slide.length)))).toEqual([422, 'upload.changed']);
    expect(await tus.offset(location)).toBe(100);
  });

  it('exist for the one who began them alone, as long as they manage the case', async () => {
    const ben = await server.person('ben');
    await server.app.get(Cases).putMember(caseId, ben.id, 'referrer');
    const his = new TusClient(server, ben);
    const location = await tus.begin(slide.length, saidOf(caseId));
    expect(await refusal(his.append(location, 0, slide))).toEqual([404, 'not-found']);
    expect(await refusal(his.ask('DELETE', location))).toEqual([404, 'not-found']);
    expect((await his.ask('HEAD', location)).status).toBe(404);
    const hisLocation = await his.begin(slide.length, saidOf(caseId));
    await server.app.get(Cases).removeMember(caseId, ben.id);
    expect(await refusal(his.append(hisLocation, 0, slide))).toEqual([404, 'not-found']);
    const nobody = new TusClient(server, { cookie: '' });
    expect(await refusal(nobody.append(location, 0, slide))).toEqual([401, 'login.required']);
    expect(await tus.offset(location)).toBe(0);
  });

  it('are for those who manage the case', async () => {
    const observer = await server.person('observer');
    const other = await server.case(ana, { [observer.id]: 'observer' }, 0);
    expect(await refusal(new TusClient(server, observer).create(10, saidOf(other.caseId)))).toEqual([403, 'forbidden']);
    expect(await refusal(new TusClient(server, await server.person('stranger')).create(10, saidOf(other.caseId)))).toEqual([404, 'not-found']);
    expect(await refusal(tus.ask('POST', UPLOADS_PATH, { origin: 'https://evil.example', 'upload-length': '10', 'upload-metadata': metadataOf(saidOf(caseId)) }))).toEqual([403, 'origin.foreign']);
  });

  it('that are too large are refused before a byte is sent, alone or together', async () => {
    expect(await refusal(tus.create(MAX_BYTES + 1, saidOf(caseId)))).toEqual([413, 'slide.too-large']);
    const batchId = randomUUID();
    await tus.begin(MAX_BYTES - 10, saidOf(caseId, { batchId, batchFiles: '2', relativePath: 'f/a' }));
    expect(await refusal(tus.create(11, saidOf(caseId, { batchId, batchFiles: '2', relativePath: 'f/b' })))).toEqual([413, 'slide.too-large']);
  });

  it('of one person are so many at most', async () => {
    const locations: string[] = [];
    for (let i = 0; i < MOST; i++) locations.push(await tus.begin(10, saidOf(caseId)));
    expect(await refusal(tus.create(10, saidOf(caseId)))).toEqual([429, 'upload.too-many']);
    expect((await tus.ask('DELETE', locations[0]!)).status).toBe(204);
    expect((await tus.ask('HEAD', locations[0]!)).status).toBe(404);
    expect((await tus.create(10, saidOf(caseId))).status).toBe(201);
  });

  it('are refused before a byte is sent where the disk has no room, and two do not count on the same room', async () => {
    free(slide.length - 1);
    expect(await refusal(tus.create(slide.length, saidOf(caseId)))).toEqual([507, 'storage.full']);
    free(slide.length * 1.5);
    const location = await tus.begin(slide.length, saidOf(caseId));
    expect(await refusal(tus.create(slide.length, saidOf(caseId)))).toEqual([507, 'storage.full']);
    // What is written is not promised any more.
    await tus.append(location, 0, slide.subarray(0, sixty(slide)));
    expect((await tus.create(slide.length, saidOf(caseId))).status).toBe(201);
  });

  it('keep what came when the disk fills at 60 %, and go on when there is room', async () => {
    const said = saidOf(caseId, { sha256: sha256(slide) });
    const location = await tus.begin(slide.length, said);
    await tus.append(location, 0, slide.subarray(0, sixty(slide)));
    free(-1);
    expect(await refusal(tus.append(location, sixty(slide), slide.subarray(sixty(slide))))).toEqual([507, 'storage.full']);
    expect(await tus.offset(location)).toBe(sixty(slide));
    jest.restoreAllMocks();
    expect((await tus.append(location, sixty(slide), slide.subarray(sixty(slide)))).status).toBe(204);
    expect(await tus.outcome(caseId, said.batchId)).toMatchObject({ state: 'done' });
  });

  (process.platform === 'linux' ? it : it.skip)('say that the disk is full where a write says so', async () => {
    const location = await tus.begin(slide.length, saidOf(caseId));
    await symlink('/dev/full', fileOf(location));
    expect(await refusal(tus.append(location, 0, slide))).toEqual([507, 'storage.full']);
  });

  it('whose end nobody noted become slides when they are asked for, or at the next start', async () => {
    const said = [saidOf(caseId), saidOf(caseId)] as const;
    const locations: string[] = [];
    for (const one of said) {
      const location = await tus.begin(slide.length, one);
      const hangUp = breakOff(location, 0, slide.subarray(0, -1));
      await until(async () => (await readFile(fileOf(location)).catch(() => '')).length === slide.length - 1);
      hangUp();
      await tus.offset(location);
      // The last byte, as by a process that ended at once.
      await appendFile(fileOf(location), slide.subarray(-1));
      locations.push(location);
    }
    expect(await tus.offset(locations[0]!)).toBe(slide.length);
    expect(await tus.outcome(caseId, said[0].batchId)).toMatchObject({ state: 'done' });
    server = await server.restart();
    tus = new TusClient(server, ana);
    expect(await tus.outcome(caseId, said[1].batchId)).toMatchObject({ state: 'done' });
  });

  it('that nobody goes on with are removed after days, all files of a slide together', async () => {
    const sweep = server.app.get(IngestSweep);
    const batchId = randomUUID();
    const [old, young] = [await tus.begin(10, saidOf(caseId, { batchId, batchFiles: '2', relativePath: 'f/a' })), await tus.begin(10, saidOf(caseId, { batchId, batchFiles: '2', relativePath: 'f/b' }))];
    await tus.append(old, 0, Buffer.from('0123456789'));
    await tus.append(young, 0, Buffer.from('01234'));
    const in8Days = Date.now() + 8 * DAY_MS;
    await utimes(fileOf(young), in8Days / 1000, in8Days / 1000);
    await sweep.run(in8Days);
    expect([await tus.offset(old), await tus.offset(young)]).toEqual([10, 5]);
    await sweep.run(in8Days + 8 * DAY_MS);
    expect([await tus.offset(old), await tus.offset(young)]).toEqual([NaN, NaN]);
    expect(await incoming()).toEqual([]);
  });

  it('of one person that wait for the rest of their slides are counted too, whole as they are', async () => {
    const database = server.app.get(Database);
    const batchId = randomUUID();
    const waiting = Array.from({ length: 2 * MOST_BATCH_FILES }, (_, i) => ({
      id: randomUUID(), personId: ana.id, caseId, batchId, batchFiles: MOST_BATCH_FILES, relativePath: `${i}`, bytes: 0, sha256: null, occasion: 'teaching' as const, isDeidentifying: false,
      givenName: null, createdAt: Date.now(), finishedAt: Date.now(), jobId: null,
    }));
    await database.write(async (manager) => {
      for (let at = 0; at < waiting.length; at += 500) await manager.insert(Upload, waiting.slice(at, at + 500));
    });
    expect(await refusal(tus.create(10, saidOf(caseId)))).toEqual([429, 'upload.too-many']);
    await database.write((manager) => manager.delete(Upload, { batchId }));
    expect((await tus.create(10, saidOf(caseId))).status).toBe(201);
  });
});
