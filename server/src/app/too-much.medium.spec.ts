import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { DocumentName } from '@parfocal/shared/protocol';
import { WebSocket } from 'ws';
import { Author } from '../testing/author.js';
import { RawCollab } from '../testing/collab-client.js';
import { ServerProcess } from '../testing/server-process.js';
import { startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

const MEBIBYTE = 1024 * 1024;
const FRAME = Buffer.alloc(64 * MEBIBYTE, 1);
const READERS = 5;
/** 200 kB a change, and more of them than the buffers of two kernels and the server's 8 MiB hold. */
const VERTICES = 20_000;
const CHANGES = 140;
/** After so many of them one looks at the memory. */
const BATCH = 10;

jest.setTimeout(120_000);

/** A server in a process of its own, whose memory is its own too. */
describe('somebody who sends or holds up more than is good for anyone', () => {
  let before: TestServer;
  let server: ServerProcess;
  let [ana, ben]: TestPerson[] = [];
  let name: DocumentName;

  beforeAll(async () => {
    before = await startTestServer();
    [ana, ben] = [await before.person('ana'), await before.person('ben')];
    const { caseId, slideIds } = await before.case(ana, { [ben.id]: 'expert' });
    name = { caseId, slideId: slideIds[0]!, layer: 'case' };
    await before.app.close();
    server = await ServerProcess.start(before.config);
  });
  afterAll(async () => {
    await server.end('SIGKILL');
    await before.drop();
  });

  const raw = (person: TestPerson): Promise<RawCollab> => RawCollab.open({ url: server.url, person, name });
  const session = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { headers: { cookie: ana!.cookie } });
    await once(socket, 'open');
    return socket;
  };
  const post = (headers: Record<string, string | number>): Promise<string> =>
    new Promise((answered, fail) => {
      const call = request(`${server.url}/api/cases`, { method: 'POST', headers: { cookie: ana!.cookie, 'content-type': 'application/json', ...headers } });
      call.on('response', (response: IncomingMessage) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => (body += text)).on('end', () => answered(`${response.statusCode} ${(JSON.parse(body) as { code: string }).code}`));
      });
      // The server does not wait for the rest.
      call.on('error', (error: NodeJS.ErrnoException) => (['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? undefined : fail(error)));
      call.end(FRAME);
    });

  it('D10, S18: 64 MiB in one frame, or in one body, are refused by name and never held', async () => {
    const atFirst = await server.retainedMiB();
    let most = atFirst;
    for (let again = 0; again < 3; again++) {
      const drawing = await raw(ana!);
      drawing.socket.send(FRAME);
      most = Math.max(most, await server.retainedMiB());
      await until(() => drawing.close !== undefined, 20_000);
      expect(drawing.close).toEqual({ code: 1009, reason: '' });

      const speaking = await session();
      speaking.on('error', () => undefined);
      speaking.send(FRAME);
      const [code] = (await once(speaking, 'close')) as [number];
      expect(code).toBe(1009);

      const posted = post({ 'content-length': FRAME.length });
      most = Math.max(most, await server.retainedMiB());
      expect(await posted).toBe('413 body.too-large');
      expect(await post({ 'transfer-encoding': 'chunked' })).toBe('413 body.too-large');
    }
    expect(most - atFirst).toBeLessThan(16);
  });

  /** Somebody changes one large outline again and again, until all of it is on disk. Returns the most that the server held meanwhile, in MiB. */
  async function change(): Promise<number> {
    const socket = await raw(ben!);
    const author = new Author(ben!.id);
    const outline = (turn: number): number[] => Array.from({ length: 2 * VERTICES }, (_, i) => ((i * 7 + turn) % 16_000) / 4);
    const { annotation, update } = author.draw({ kind: 'freehand', geometry: outline(0) });
    socket.sync(2, update);
    let most = 0;
    for (let turn = 1; turn <= CHANGES; turn++) {
      socket.sync(2, author.change(annotation.id, { geometry: outline(turn) }));
      if (turn % BATCH > 0) continue;
      await until(() => socket.saved === turn + 1 || socket.close !== undefined || socket.refusals.length > 0, 30_000);
      most = Math.max(most, await server.retainedMiB());
    }
    expect([socket.refusals, socket.close]).toEqual([[], undefined]);
    socket.socket.terminate();
    return most;
  }

  const listeners = async (): Promise<RawCollab[]> => {
    const all = await Promise.all(Array.from({ length: READERS }, () => raw(ana!)));
    for (const each of all) each.sync(0, new Uint8Array([0]));
    await until(() => all.every(({ frames }) => frames.length >= 2));
    return all;
  };

  it('D10: five who listen and do not read cost less than 10 MB each, and are cut off', async () => {
    const reading = await listeners();
    const withReaders = await change();
    expect(reading.filter(({ close }) => close !== undefined)).toEqual([]);
    for (const { socket } of reading) socket.terminate();

    const stalled = await listeners();
    for (const { socket } of stalled) socket.pause();
    expect((await change()) - withReaders).toBeLessThan(READERS * 10);
    for (const { socket } of stalled) socket.resume();
    await until(() => stalled.every(({ close }) => close !== undefined), 20_000);
  });
});
