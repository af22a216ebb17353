import { encodeGesture, type Gesture } from '@parfocal/shared/protocol';
import type WebSocket from 'ws';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

const view = { x: 100, y: 200, resolution: 4, rotation: 0.5, widthPx: 1200, heightPx: 800 };
const at = (x: number): Gesture => ({ pointer: { x, y: 7.25 }, view });

jest.setTimeout(30_000);

describe('gestures on real sockets', () => {
  let server: TestServer;
  let ana: TestPerson;
  let eva: TestPerson;
  let oz: TestPerson;
  let slideIds: string[];
  let sessionId: string;
  let host: SessionClient;
  let guest: SessionClient;
  const clients: SessionClient[] = [];

  const join = async (person: TestPerson, tabId?: string): Promise<SessionClient> => {
    const client = await SessionClient.join(server, person.cookie, sessionId, tabId);
    clients.push(client);
    return client;
  };
  const point = (client: SessionClient, gesture: Gesture): void => void client.socket.emit('gesture', encodeGesture(gesture));
  const pointerSeen = (by: SessionClient, of: SessionClient): Gesture['pointer'] | undefined => by.gestures.get(of.welcome!.peers.find(({ peerId }) => peerId === of.peerId)!.number)?.pointer;

  beforeAll(async () => {
    server = await startTestServer();
    [ana, eva, oz] = [await server.person('ana'), await server.person('eva'), await server.person('oz')];
    const made = await server.case(ana, { [eva.id]: 'expert', [oz.id]: 'observer' }, 2);
    slideIds = made.slideIds;
    const opened = await server.fetch(`/api/cases/${made.caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId: slideIds[0] }) });
    sessionId = ((await opened.json()) as { id: string }).id;
  });
  afterAll(() => server.close());

  beforeEach(async () => {
    host = await join(ana);
    guest = await join(eva);
  });
  afterEach(() => clients.splice(0).forEach((client) => client.leave()));

  it('G1, G7: reach the others as they were made', async () => {
    point(guest, at(1234.5));
    await until(() => pointerSeen(host, guest)?.x === 1234.5);
    expect(host.gestures.get(guest.me.number)).toEqual({ number: guest.me.number, ...at(1234.5) });
  });

  it('G7: come in fewer frames than there were gestures, and the last is never lost', async () => {
    for (let x = 1; x <= 150; x++) {
      point(guest, at(x));
      if (x % 10 === 0) await new Promise((turn) => setImmediate(turn));
    }
    await until(() => pointerSeen(host, guest)?.x === 150);
    expect(host.frames).toBeLessThan(150);
  });

  it('G9: are shown to who joins later', async () => {
    point(guest, at(42));
    await until(() => pointerSeen(host, guest)?.x === 42);
    const late = await join(oz);
    await until(() => pointerSeen(late, guest)?.x === 42);
  });

  it('G6: show the view of an observer and no pointer', async () => {
    const watcher = await join(oz);
    point(watcher, at(9));
    await until(() => host.gestures.has(watcher.me.number));
    expect(host.gestures.get(watcher.me.number)).toMatchObject({ pointer: null, view });
  });

  it('G8: are forgotten with the slide they were made on', async () => {
    point(guest, at(42));
    await until(() => pointerSeen(host, guest)?.x === 42);
    await guest.ask('slide:show', { slideId: slideIds[1] });
    const late = await join(oz);
    point(host, at(1));
    await until(() => pointerSeen(late, host)?.x === 1);
    expect(late.gestures.has(guest.me.number)).toBe(false);
  });

  it('G8: come after the roster that says on which slide they are', async () => {
    const order: string[] = [];
    host.socket.on('session:roster', ({ peers }) => order.push(peers.find(({ peerId }) => peerId === guest.peerId)!.slideId));
    host.socket.on('gestures', () => order.push('gesture'));
    for (const slideId of [slideIds[1], slideIds[0], slideIds[1]]) {
      await guest.ask('slide:show', { slideId });
      const seen = order.length;
      point(guest, at(order.length));
      await until(() => order.slice(seen).includes('gesture'));
      expect(order.slice(0, order.lastIndexOf('gesture')).filter((entry) => entry !== 'gesture').at(-1)).toBe(slideId);
    }
  });

  it('G4: are refused once and end the socket in the end when they make no sense', async () => {
    for (let i = 0; i < 5; i++) guest.socket.emit('gesture', 'nonsense!');
    point(guest, at(5));
    await until(() => pointerSeen(host, guest)?.x === 5);
    expect(guest.refusals).toEqual([{ event: 'gesture', code: 'body.malformed' }]);
    for (let i = 0; i < 20; i++) guest.socket.emit('gesture', { x: 1 } as never);
    await guest.gone();
    expect(guest.ended).toBe('body.malformed');
  });

  it('G5: end the socket that floods', async () => {
    for (let x = 0; x < 1000; x++) point(guest, at(x));
    await guest.gone();
    expect(guest.ended).toBe('rate-limited');
    await until(() => host.peer(guest.peerId) === undefined);
  });

  it('G9: are complete for a reader that stood still', async () => {
    const { ws } = guest.socket.io.engine.transport as unknown as { ws: WebSocket };
    ws.pause();
    const many = await Promise.all(Array.from({ length: 9 }, () => join(ana)));
    for (let x = 0; x < 20; x++) {
      many.forEach((client, i) => point(client, at(100 * i + x)));
      const last = many.at(-1)!;
      await until(() => pointerSeen(host, last)?.x === 800 + x);
    }
    ws.resume();
    await until(() => many.every((client, i) => pointerSeen(guest, client)?.x === 100 * i + 19));
  });
});
