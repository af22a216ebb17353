import { once } from 'node:events';
import { CollabClose, CollabMessage, type DocumentName, documentPath, hiddenLayer, privateLayer } from '@parfocal/shared/protocol';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { CollabClient, RawCollab } from '../testing/collab-client.js';
import { codeIn, SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

const EVIL = 'https://evil.example';

jest.setTimeout(30_000);

/** What is asked of a person is asked at each of the three doors: HTTP, socket.io and Yjs. */
describe('three doors, and somebody hostile at them', () => {
  let server: TestServer;
  let [ana, eve]: TestPerson[] = [];
  let name: DocumentName;
  let sessionId: string;
  const leaving: (() => void)[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, eve] = [await server.person('ana'), await server.person('eve')];
    const { caseId, slideIds } = await server.case(ana, { [eve.id]: 'expert' });
    name = { caseId, slideId: slideIds[0]!, layer: 'case' };
    const opened = await server.fetch(`/api/cases/${caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId: name.slideId }) });
    sessionId = ((await opened.json()) as { id: string }).id;
  });
  afterEach(() => leaving.splice(0).forEach((leave) => leave()));
  afterAll(() => server.close());

  const enter = async (cookie: string): Promise<SessionClient> => {
    const client = await SessionClient.join(server, cookie, sessionId);
    leaving.push(() => client.leave());
    return client;
  };
  const draw = async (person: TestPerson, at: DocumentName = name): Promise<CollabClient> => {
    const client = new CollabClient({ url: server.url, person, name: at });
    leaving.push(() => client.destroy());
    await until(() => client.isSynced);
    return client;
  };
  const raw = async (person: Pick<TestPerson, 'id' | 'cookie'>): Promise<RawCollab> => {
    const socket = await RawCollab.open({ url: server.url, person, name });
    leaving.push(() => socket.socket.terminate());
    return socket;
  };
  const answer = async (reply: Promise<Response>): Promise<[number, string]> => [(await reply).status, await codeIn(await reply)];
  const collab = (headers: Record<string, string>, at: DocumentName = name): Promise<number> => RawCollab.status(server.url, documentPath(at), { origin: server.url, ...headers });
  const session = (cookie: string | undefined, headers: Record<string, string> = {}): Promise<string> =>
    SessionClient.join(server, cookie, sessionId, undefined, headers).then((client) => (client.leave(), 'in'), (error: Error) => error.message);
  /** The status with which socket.io refuses the WebSocket itself. */
  const upgrade = async (headers: Record<string, string>): Promise<number | undefined> => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { headers });
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
    return response.statusCode;
  };

  it('S1, D1: a foreign page gets nothing with the cookie that the browser sends along', async () => {
    const headers = { cookie: ana!.cookie, origin: EVIL };
    expect(await answer(server.fetch('/api/cases', undefined, { method: 'POST', headers, body: '{}' }))).toEqual([403, 'origin.foreign']);
    expect(await upgrade(headers)).toBe(400);
    expect(await collab(headers)).toBe(403);
    for (const origin of ['null', 'http://', `${server.url}.evil.example`, `${EVIL}/${server.url}`, server.url.toUpperCase().replace('HTTP', 'ftp')]) {
      expect([origin, await collab({ cookie: ana!.cookie, origin })]).toEqual([origin, 403]);
      expect([origin, await upgrade({ cookie: ana!.cookie, origin })]).toEqual([origin, 400]);
    }
  });

  it('S17, D2: a stolen cookie ends with the sign-out, where it is in use and everywhere', async () => {
    const { cookie } = await server.signIn('eve');
    const stolen = { id: eve!.id, cookie };
    const [inside, drawing] = [await enter(cookie), await raw(stolen)];
    expect((await server.fetch('/api/cases', stolen)).status).toBe(200);

    expect((await server.fetch('/api/login', { cookie }, { method: 'DELETE' })).status).toBe(204);

    await until(() => inside.ended !== undefined && drawing.close !== undefined);
    expect([inside.ended, drawing.close]).toEqual(['login.revoked', { code: CollabClose.loginRevoked, reason: 'login.revoked' }]);
    expect(await answer(server.fetch('/api/cases', stolen))).toEqual([401, 'login.required']);
    expect(await session(cookie)).toBe('login.required');
    expect(await collab({ cookie })).toBe(401);
    expect(await session(eve!.cookie)).toBe('in');
  });

  it('L1, D22: what lies in somebody’s own layers cannot be had by its name, at either door', async () => {
    for (const layer of [privateLayer(ana!.id), hiddenLayer(ana!.id)]) {
      const own = await draw(ana!, { ...name, layer });
      own.draw({ label: 'for me' });
      await until(() => own.isSaved);
      const history = `/api/cases/${name.caseId}/slides/${name.slideId}/history?layer=${encodeURIComponent(layer)}`;
      expect((await server.fetch(history, ana)).status).toBe(200);
      expect(await answer(server.fetch(history, eve))).toEqual([404, 'not-found']);
      expect(await collab({ cookie: eve!.cookie }, { ...name, layer })).toBe(404);
    }
    // One that never was answers alike.
    expect(await collab({ cookie: eve!.cookie }, { ...name, layer: hiddenLayer('6f2e0d9c-3c5f-4b6f-9f0a-2a1b3c4d5e6f') })).toBe(404);
  });

  it('S3, D14: nobody is present in another’s name', async () => {
    const [host, guest] = [await enter(ana!.cookie), await enter(eve!.cookie)];
    const [watching, forger] = [await draw(ana!), await raw(eve!)];

    const claim = { peerId: host.peerId, number: host.me.number, personId: ana!.id, isElsewhere: true, delayMs: 9_000 };
    expect(await guest.ask('presence:tell', claim)).toMatchObject({ ok: true });
    await until(() => host.peer(guest.peerId)?.isElsewhere === true);
    expect(host.me.isElsewhere).toBe(false);

    forger.socket.send(awareness(watching.document.clientID, { user: { name: 'not ana' } }));
    forger.sync(1, new Uint8Array([0, 0]));
    await until(() => forger.saved === 1);
    expect(watching.provider.awareness.getStates().get(watching.document.clientID)).toEqual({});
  });

  it('goes on for everyone else', async () => {
    expect((await server.fetch('/api/cases', ana)).status).toBe(200);
    expect(await session(ana!.cookie)).toBe('in');
    expect(await collab({ cookie: ana!.cookie })).toBe(101);
  });
});

/** What a stock client says of itself, with a clock far ahead so that it would win. */
const awareness = (client: number, state: object): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, CollabMessage.awareness);
    encoding.writeVarUint8Array(encoder, encoding.encode((states) => {
      for (const value of [1, client, 1_000]) encoding.writeVarUint(states, value);
      encoding.writeVarString(states, JSON.stringify(state));
    }));
  });
