import { randomUUID } from 'node:crypto';
import { SESSION_NAMESPACE } from '@parfocal/shared/protocol';
import WebSocket from 'ws';
import { SessionSockets } from './index.js';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

jest.setTimeout(30_000);

describe('unruly session sockets', () => {
  let server: TestServer;
  let ana: TestPerson;
  let eva: TestPerson;
  let sessionId: string;
  let host: SessionClient;
  let guest: SessionClient;

  beforeAll(async () => {
    server = await startTestServer();
    [ana, eva] = [await server.person('ana'), await server.person('eva')];
    const { caseId, slideIds } = await server.case(ana, { [eva.id]: 'expert' });
    const opened = await server.fetch(`/api/cases/${caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId: slideIds[0] }) });
    sessionId = ((await opened.json()) as { id: string }).id;
  });
  afterAll(() => server.close());

  beforeEach(async () => {
    host = await SessionClient.join(server, ana.cookie, sessionId);
    guest = await SessionClient.join(server, eva.cookie, sessionId);
  });
  afterEach(() => {
    host.leave();
    guest.leave();
  });

  /** Whatever one does, the others go on. */
  const hostGoesOn = async (): Promise<void> => expect(await host.ask('follow:set', { peerId: null })).toMatchObject({ ok: true });

  it('S18: are told that a body is malformed, whatever its kind', async () => {
    for (const event of ['presenter:ask', 'presenter:grant', 'presenter:decline', 'presenter:take', 'presenter:release', 'slide:show', 'follow:set']) {
      for (const body of [undefined, null, 7, 'x', [], { epoch: -1, peerId: 'x', slideId: {} }]) {
        expect([event, body, await guest.ask(event, body)]).toEqual([event, body, { ok: false, code: 'body.malformed' }]);
        await new Promise((turn) => setImmediate(turn));
      }
      guest.leave();
      guest = await SessionClient.join(server, eva.cookie, sessionId);
    }
  });

  it('S3: cannot name another sender', async () => {
    await guest.ask('follow:set', { peerId: host.peerId, from: host.peerId, sender: host.peerId });
    await until(() => host.peer(guest.peerId)?.following === host.peerId);
    expect(host.me.following).toBeNull();
  });

  it('S18: are answered about an event that does not exist, asked or not', async () => {
    expect(await guest.ask('no:such', {})).toEqual({ ok: false, code: 'body.malformed' });
    guest.socket.emit('no:such' as 'gesture', '');
    await until(() => guest.refusals.length === 1);
    expect(guest.refusals).toEqual([{ event: 'no:such', code: 'body.malformed' }]);
  });

  it('S18: bring nothing down with the names that emitters keep for themselves', async () => {
    for (const event of ['error', 'newListener', '__proto__', 'constructor']) {
      const other = await SessionClient.join(server, eva.cookie, sessionId);
      (other.socket as unknown as { packet(packet: object): void }).packet({ type: 2, nsp: SESSION_NAMESPACE, data: [event, {}] });
      await hostGoesOn();
      other.leave();
    }
  });

  it('S18: are put out when they say little else', async () => {
    for (let i = 0; i < 100; i++) guest.socket.emit(`no:such-${i}` as 'gesture', '');
    await guest.gone();
    expect(guest.ended).toBe('rate-limited');
    await hostGoesOn();
  });

  it('S18: get no more commands through than anyone needs', async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, () => guest.ask('follow:set', { peerId: null })));
    const limited = answers.filter((answer) => !answer.ok && answer.code === 'rate-limited').length;
    expect(limited).toBeGreaterThan(100);
    expect(limited).toBeLessThanOrEqual(240);
    await hostGoesOn();
  });

  it('S18: are put out when they do not stop at commands that are too many', async () => {
    for (let i = 0; i < 1_500; i++) guest.socket.emit('follow:set', { peerId: null }, () => undefined);
    await guest.gone();
    expect(guest.ended).toBe('rate-limited');
    await hostGoesOn();
  });

  it('S18: are cut off at a frame above the limit', async () => {
    guest.socket.emit('gesture', 'A'.repeat(70_000));
    await guest.gone();
    await until(() => host.peer(guest.peerId)?.state === 'away');
    await hostGoesOn();
  });

  describe('below socket.io', () => {
    const dial = async (): Promise<{ socket: WebSocket; said: string[] }> => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { headers: { cookie: eva.cookie } });
      const said: string[] = [];
      socket.on('message', (data) => said.push(String(data)));
      await until(() => said.some((text) => text.startsWith('0')));
      return { socket, said };
    };
    const closed = (socket: WebSocket): Promise<void> => until(() => socket.readyState === WebSocket.CLOSED);

    it('S1: enter no other namespace', async () => {
      for (const namespace of ['', '/admin,']) {
        const { socket, said } = await dial();
        socket.send(`40${namespace}`);
        await until(() => said.some((text) => text.startsWith('44')));
        socket.close();
        await closed(socket);
      }
    });

    it('S18: are cut off when they stay and do not read', async () => {
      const { socket, said } = await dial();
      socket.send(`40${SESSION_NAMESPACE},${JSON.stringify({ sessionId, tabId: randomUUID() })}`);
      const you = (): string => /"you":"([\w-]+)"/.exec(said.join())?.[1] ?? '';
      await until(() => host.peer(you())?.state === 'here');
      socket.pause();
      const toEveryone = server.app.get(SessionSockets).room(sessionId);
      await until(async () => {
        toEveryone.emit('refused', { event: 'x'.repeat(256 * 1024), code: 'internal' });
        await host.ask('follow:set', { peerId: null });
        return host.peer(you())?.state !== 'here';
      });
      expect(guest.socket.connected).toBe(true);
      socket.terminate();
    });

    it.each([
      ['a packet type that does not exist', `49${SESSION_NAMESPACE},["x"]`],
      ['an event before the handshake', `42${SESSION_NAMESPACE},["gesture","AA"]`],
      ['JSON that ends in the middle', `42${SESSION_NAMESPACE},["gest`],
      ['attachments without an end', `459999-${SESSION_NAMESPACE},["gesture"]`],
      ['a frame of bytes', Buffer.from([1, 2, 3])],
    ])('S18: are closed on %s', async (_, frame) => {
      const { socket } = await dial();
      socket.send(frame);
      await closed(socket);
      await hostGoesOn();
    });

    it('S1: do not get in by asking for what is inherited', async () => {
      const { socket, said } = await dial();
      socket.send(`40${SESSION_NAMESPACE},${JSON.stringify({ sessionId: '__proto__', tabId: randomUUID() })}`);
      await until(() => said.some((text) => text.startsWith(`44${SESSION_NAMESPACE}`)));
      expect(said.at(-1)).toContain('body.malformed');
      socket.close();
    });
  });
});
