import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { FILE_NAME_HEADER, SlideSummary } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { itWithSlide, jpegSlide, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';
import { Disk } from '../storage/index.js';
import { IncomingFiles } from './incoming-files.js';
import { Slides } from './index.js';

const MAX_BYTES = 4 * 1024 ** 2;

describe('uploads', () => {
  let server: TestServer;
  let ana: TestPerson;
  let caseId: string;
  let slide: Buffer;

  beforeAll(async () => {
    server = await startTestServer({ UPLOAD_MAX_BYTES: String(MAX_BYTES) });
    ana = await server.person('ana');
    ({ caseId } = await server.case(ana, {}, 0));
    slide = (await jpegSlide()).file;
  });
  afterAll(() => server.close());
  afterEach(() => jest.restoreAllMocks());

  const path = (): string => `/api/cases/${caseId}/slides`;
  const named = (fileName: string): Record<string, string> => ({ ...headers, [FILE_NAME_HEADER]: encodeURIComponent(fileName) });
  const headers = { 'content-type': 'application/octet-stream' };
  const upload = (body: Buffer, fileName = 'A1.tif'): Promise<Response> =>
    server.fetch(path(), ana, { method: 'POST', body: new Uint8Array(body), headers: named(fileName) });
  const codeOf = async (response: Response): Promise<[number, unknown]> => [response.status, ((await response.json()) as { code: unknown }).code];
  const slidesFolder = (): string => join(server.config.dataDir, 'slides');

  /** What lies in the store: slides' folders and temporary files. */
  async function stored(): Promise<{ slides: number; temporary: number }> {
    const folders = await readdir(slidesFolder());
    return { slides: folders.length - 1, temporary: (await readdir(join(slidesFolder(), 'incoming'))).length };
  }

  async function expectNothingLeft(attempt: () => Promise<void>): Promise<void> {
    const [before, listed] = [await stored(), (await server.app.get(Slides).list()).length];
    await attempt();
    expect(await stored()).toEqual({ ...before, temporary: 0 });
    expect(await server.app.get(Slides).list()).toHaveLength(listed);
  }

  it('takes a slide in whole: its bytes, digest, name and place in the case', async () => {
    const response = await upload(slide, 'C:\\scans\\胃窦 A1.ome.tif');
    expect(response.status).toBe(201);
    const summary = SlideSummary.parse(await response.json());
    expect(summary).toMatchObject({ name: '胃窦 A1', state: 'ready', widthPx: 700, heightPx: 400, mppX: null });
    const record = (await server.app.get(Slides).find(summary.id))!;
    expect([record.bytes, record.digest]).toEqual([slide.length, createHash('sha256').update(slide).digest('hex')]);
    expect(await readFile(join(slidesFolder(), record.file))).toEqual(slide);
    expect((await server.fetch(`/api/slides/${summary.id}`, ana)).status).toBe(200);
    expect((await stored()).temporary).toBe(0);
  });

  itWithSlide('skimage-ihc.png', 'refuses a picture that is no slide, and says so', (picture) =>
    expectNothingLeft(async () => expect(await codeOf(await upload(await readFile(picture), 'ihc.png'))).toEqual([422, 'slide.not-a-slide'])));

  it.each([
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n'.padEnd(600, 'x'), 'latin1'), 'slide.not-a-slide'],
    ['text', Buffer.from('hello'), 'slide.not-a-slide'],
    ['nothing', Buffer.alloc(0), 'slide.not-a-slide'],
    ['DICOM', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(600)]), 'slide.format-unsupported'],
  ])('refuses %s with the reader’s code', (_, body, code) => expectNothingLeft(async () => expect(await codeOf(await upload(body))).toEqual([422, code])));

  it('refuses a slide whose end is missing', () =>
    expectNothingLeft(async () => {
      const [status, code] = await codeOf(await upload(slide.subarray(0, slide.length / 2)));
      expect(status).toBe(422);
      expect(['slide.truncated', 'slide.damaged']).toContain(code);
    }));

  it('refuses what is too large before it reads it', () =>
    expectNothingLeft(async () => expect(await codeOf(await upload(Buffer.alloc(MAX_BYTES + 1)))).toEqual([422, 'slide.too-large'])));

  it('stops reading where the size was not told and becomes too large', () =>
    expectNothingLeft(async () => {
      const sending = request(`${server.url}${path()}`, { method: 'POST', headers: { ...named('A1.tif'), cookie: ana.cookie, 'transfer-encoding': 'chunked' } });
      const answered = once(sending, 'response');
      const chunk = Buffer.alloc(256 * 1024);
      const pump = (): void => {
        while (!sending.destroyed && sending.write(chunk));
      };
      sending.on('drain', pump).on('error', () => undefined);
      pump();
      const [response] = (await answered) as [NodeJS.ReadableStream & { statusCode: number }];
      expect(response.statusCode).toBe(422);
      sending.destroy();
    }));

  it('refuses before writing when the disk has no room, and asks for the reserve too', () =>
    expectNothingLeft(async () => {
      jest.spyOn(server.app.get(Disk), 'freeBytes').mockResolvedValue(server.config.values.DISK_RESERVE_BYTES + slide.length - 1);
      expect(await codeOf(await upload(slide))).toEqual([507, 'storage.full']);
    }));

  it('does not count twice on the same room, nor on room that is used already', async () => {
    const free = jest.spyOn(server.app.get(Disk), 'freeBytes').mockResolvedValue(server.config.values.DISK_RESERVE_BYTES + slide.length);
    const receive = (source: Readable): Promise<string> =>
      server.app.get(Slides).receive(source, { fileName: 'A1.tif', declaredBytes: slide.length }).then(() => 'taken', ({ code }: { code: string }) => code);
    const [first, second] = [new PassThrough(), new PassThrough()];
    const [one, two] = [receive(first), receive(second)];
    first.write(slide.subarray(0, -1));
    second.end(slide);
    expect(await two).toBe('storage.full');
    free.mockResolvedValue(server.config.values.DISK_RESERVE_BYTES + slide.length + 1);
    await until(async () => (await receive(Readable.from([slide]))) === 'taken');
    first.end(slide.subarray(-1));
    expect(await one).toBe('taken');
  });

  it('keeps nothing when the disk fills up in the middle', () =>
    expectNothingLeft(async () => {
      async function* filling(): AsyncGenerator<Buffer> {
        yield slide.subarray(0, 100);
        throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
      }
      await expect(server.app.get(Slides).receive(Readable.from(filling()), { fileName: 'A1.tif' })).rejects.toMatchObject({ code: 'storage.full' });
    }));

  it('keeps nothing of an upload that was given up', () =>
    expectNothingLeft(async () => {
      const received = jest.spyOn(server.app.get(IncomingFiles), 'receive');
      const sending = request(`${server.url}${path()}`, { method: 'POST', headers: { ...named('A1.tif'), cookie: ana.cookie, 'content-length': slide.length } });
      sending.on('error', () => undefined);
      sending.write(slide.subarray(0, slide.length - 1));
      await until(() => received.mock.results.length > 0);
      await until(async () => (await stored()).temporary === 1);
      sending.destroy();
      await expect(received.mock.results[0]!.value).rejects.toMatchObject({ code: 'slide.truncated' });
    }));

  it('is for those who manage the case', async () => {
    const observer = await server.person('observer');
    const other = await server.case(ana, { [observer.id]: 'observer' }, 0);
    const send = (person: TestPerson): Promise<Response> =>
      server.fetch(`/api/cases/${other.caseId}/slides`, person, { method: 'POST', body: new Uint8Array(slide), headers: named('A.tif') });
    expect((await send(observer)).status).toBe(403);
    expect((await send(await server.person('nobody'))).status).toBe(404);
  });

  it('takes nothing from who may not manage the case any more when all has come', () =>
    expectNothingLeft(async () => {
      const ben = await server.person('ben');
      const cases = server.app.get(Cases);
      await cases.putMember(caseId, ben.id, 'referrer');
      const sending = request(`${server.url}${path()}`, { method: 'POST', headers: { ...named('A1.tif'), cookie: ben.cookie, 'content-length': slide.length } });
      const answered = once(sending, 'response');
      sending.write(slide.subarray(0, 100));
      await until(async () => (await stored()).temporary === 1);
      await cases.removeMember(caseId, ben.id);
      sending.end(slide.subarray(100));
      const [response] = (await answered) as [{ statusCode: number }];
      expect(response.statusCode).toBe(404);
    }));

  it('clears at start what a process that is no more left behind, and nothing of a living one', async () => {
    const incoming = join(slidesFolder(), 'incoming');
    const names = [`${process.pid}-${randomUUID()}.part`, `4194999-${randomUUID()}.part`, 'stray', `1-${randomUUID()}.part`];
    for (const name of names) await writeFile(join(incoming, name), 'x');
    server = await server.restart();
    expect(await readdir(incoming)).toEqual([names[3]]);
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
