import { randomUUID } from 'node:crypto';
import type { SlideLayers } from '@parfocal/shared/api';
import { CASE_LAYER, CollabClose, type DocumentLayer, type DocumentName, documentPath, hiddenLayer, privateLayer, sessionLayer } from '@parfocal/shared/protocol';
import * as Y from 'yjs';
import { Cases } from '../../cases/index.js';
import { Sessions } from '../../session/index.js';
import { Author } from '../../testing/author.js';
import { CollabClient, RawCollab } from '../../testing/collab-client.js';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../../testing/index.js';

describe('layers', () => {
  let server: TestServer;
  let [ana, ben, olga, rita, eve]: TestPerson[] = [];
  let place: Omit<DocumentName, 'layer'>;
  const clients: CollabClient[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    const names = ['ana', 'ben', 'olga', 'rita', 'eve'];
    [ana, ben, olga, rita, eve] = await Promise.all(names.map((name) => server.person(name)));
  });
  beforeEach(async () => {
    const { caseId, slideIds } = await server.case(ana!, { [ben!.id]: 'expert', [olga!.id]: 'observer', [rita!.id]: 'resident' });
    place = { caseId, slideId: slideIds[0]! };
  });
  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));
  afterAll(() => server.close());

  const join = async (person: TestPerson, layer: DocumentLayer): Promise<CollabClient> => {
    const client = new CollabClient({ url: server.url, person, name: { ...place, layer } });
    clients.push(client);
    await until(() => client.isSynced);
    return client;
  };
  const drawnBy = async (person: TestPerson, layer: DocumentLayer): Promise<CollabClient> => {
    const client = await join(person, layer);
    client.draw({ label: 'seen by me' });
    await until(() => client.isSaved);
    return client;
  };
  const status = (person: TestPerson, layer: string): Promise<number> => RawCollab.status(server.url, documentPath({ ...place, layer: layer as DocumentLayer }), { origin: server.url, cookie: person.cookie });
  const path = (): string => `/api/cases/${place.caseId}/slides/${place.slideId}/layers`;
  const list = async (by: TestPerson): Promise<SlideLayers> => (await server.fetch(path(), by)).json() as Promise<SlideLayers>;
  const reveal = (by: TestPerson, of: TestPerson): Promise<Response> => server.fetch(`${path()}/reveal`, by, { method: 'POST', body: JSON.stringify({ personId: of.id }) });

  it('L1: what is private is for one person, and to everyone else it does not exist, also for hosts and by guessing its name', async () => {
    const layer = privateLayer(ben!.id);
    await drawnBy(ben!, layer);
    expect((await join(ben!, layer)).annotations).toHaveLength(1);
    for (const other of [ana!, olga!, rita!, eve!]) expect(await status(other, layer)).toBe(404);
    const guesses = [layer.toUpperCase(), `private~${ben!.id.toUpperCase()}`, `Private~${ben!.id}`, `private~${ben!.id}/`, `private~${ben!.id}%00`, `private~`, `${layer}~`, encodeURIComponent(layer).replace('~', '%7E')];
    for (const guess of guesses) expect([guess, await status(ana!, guess)]).toEqual([guess, 404]);
    expect(await status(ana!, privateLayer(randomUUID()))).toBe(404);
    expect((await join(ana!, CASE_LAYER)).annotations).toEqual([]);
  });

  it('L1: a session’s layer is for everyone in its case, and for no other case', async () => {
    const { id } = await server.app.get(Sessions).open(ana!.id, place.caseId, place.slideId);
    await drawnBy(ben!, sessionLayer(id));
    const watching = await join(olga!, sessionLayer(id));
    expect(watching.annotations).toHaveLength(1);
    watching.draw();
    await until(() => watching.refused.length === 1);
    expect(watching.refused[0]!.code).toBe('document.read-only');
    const elsewhere = await server.case(ana!);
    const other = await server.app.get(Sessions).open(ana!.id, elsewhere.caseId, elsewhere.slideIds[0]!);
    expect([await status(ana!, sessionLayer(other.id)), await status(ana!, sessionLayer(randomUUID())), await status(eve!, sessionLayer(id))]).toEqual([404, 404, 404]);
    await server.app.get(Sessions).end(ana!.id, id);
    expect((await join(rita!, sessionLayer(id))).annotations).toHaveLength(1);
  });

  it('L5: the sessions whose layers hold something are named, the newest first, to everyone in the case', async () => {
    const sessions = server.app.get(Sessions);
    const ids: string[] = [];
    for (const isDrawn of [true, false, true]) {
      const { id } = await sessions.open(ana!.id, place.caseId, place.slideId);
      if (isDrawn) await drawnBy(ben!, sessionLayer(id));
      await sessions.end(ana!.id, id);
      ids.push(id);
    }
    for (const one of [ana!, olga!]) expect((await list(one)).sessions.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    expect((await server.fetch(path(), eve!)).status).toBe(404);
  });

  it('L1, L4: what is hidden is sent to nobody before it is revealed, and to everyone of the case from then on', async () => {
    const mine = await drawnBy(rita!, hiddenLayer(rita!.id));
    for (const other of [ana!, ben!, olga!, eve!]) expect(await status(other, hiddenLayer(rita!.id))).toBe(404);
    expect((await reveal(rita!, rita!)).status).toBe(200);
    for (const other of [ana!, ben!, olga!]) expect((await join(other, hiddenLayer(rita!.id))).annotations).toEqual(mine.annotations);
    expect(await status(eve!, hiddenLayer(rita!.id))).toBe(404);
  });

  it('L4: is revealed by a referrer or the host of the session, and by nobody else', async () => {
    await drawnBy(rita!, hiddenLayer(rita!.id));
    expect([(await reveal(ben!, rita!)).status, (await reveal(olga!, rita!)).status, (await reveal(eve!, rita!)).status]).toEqual([403, 403, 404]);
    expect((await reveal(ana!, ben!)).status).toBe(404);
    await server.app.get(Sessions).open(ben!.id, place.caseId, place.slideId);
    expect((await reveal(ben!, rita!)).status).toBe(200);
    expect((await reveal(ben!, rita!)).status).toBe(200);
    expect(await status(olga!, hiddenLayer(rita!.id))).toBe(101);
  });

  it('L4: on one slide, not on the others', async () => {
    const slideId = await server.slide();
    await server.app.get(Cases).addSlide(place.caseId, slideId);
    await reveal(rita!, rita!);
    expect(await RawCollab.status(server.url, documentPath({ ...place, slideId, layer: hiddenLayer(rita!.id) }), { origin: server.url, cookie: ana!.cookie })).toBe(404);
  });

  it('L4: everyone in a session of the case is told at once', async () => {
    const { id } = await server.app.get(Sessions).open(ana!.id, place.caseId, place.slideId);
    const watching = await SessionClient.join(server, olga!.cookie, id);
    const before = watching.caseChanges;
    await reveal(rita!, rita!);
    await until(() => watching.caseChanges > before);
    expect(await status(olga!, hiddenLayer(rita!.id))).toBe(101);
    watching.socket.disconnect();
  });

  it('L2: in somebody else’s revealed layer nobody writes, hosts no more than others, also after a change of their role', async () => {
    await drawnBy(rita!, hiddenLayer(rita!.id));
    await reveal(rita!, rita!);
    for (const other of [ana!, ben!]) {
      const reading = await join(other, hiddenLayer(rita!.id));
      reading.draw();
      await until(() => reading.refused.length === 1);
      expect(reading.refused[0]!.code).toBe('document.read-only');
    }
    const raw = await RawCollab.open({ url: server.url, person: ben!, name: { ...place, layer: hiddenLayer(rita!.id) } });
    await server.app.get(Cases).putMember(place.caseId, ben!.id, 'referrer');
    raw.sync(2, new Author(ben!.id).draw().update);
    await until(() => raw.refusals.length === 1);
    expect(raw.refusals[0]!.code).toBe('document.read-only');
    raw.socket.terminate();
  });

  it('L3: who leaves the case loses their own layers, and what they revealed stays', async () => {
    const [own, hidden] = [await drawnBy(rita!, privateLayer(rita!.id)), await drawnBy(rita!, hiddenLayer(rita!.id))];
    await reveal(rita!, rita!);
    await server.app.get(Cases).removeMember(place.caseId, rita!.id);
    await until(() => own.closes.length > 0 && hidden.closes.length > 0);
    expect([own.closes[0], hidden.closes[0]]).toEqual([CollabClose.notFound, CollabClose.notFound]);
    expect([await status(rita!, privateLayer(rita!.id)), await status(rita!, hiddenLayer(rita!.id))]).toEqual([404, 404]);
    expect((await join(ben!, hiddenLayer(rita!.id))).annotations).toHaveLength(1);
  });

  it('L5: names what is revealed, one’s own, and to who may reveal it what holds something', async () => {
    await drawnBy(rita!, hiddenLayer(rita!.id));
    await reveal(ben!, ben!);
    const [hidden, shown] = [{ personId: rita!.id, isRevealed: false }, { personId: ben!.id, isRevealed: true }];
    const sorted = ({ hidden: all, ...rest }: SlideLayers): SlideLayers => ({ ...rest, hidden: all.sort((a) => (a.isRevealed ? -1 : 1)) });
    expect(sorted(await list(ana!))).toEqual({ mayReveal: true, sessions: [], hidden: [shown, hidden] });
    expect(sorted(await list(rita!))).toEqual({ mayReveal: false, sessions: [], hidden: [shown, hidden] });
    expect(await list(olga!)).toEqual({ mayReveal: false, sessions: [], hidden: [shown] });
    expect((await server.fetch(path(), eve)).status).toBe(404);
  });

  it('L5, D13: also after everyone left and the log became a snapshot, and after a restart', async () => {
    await drawnBy(rita!, hiddenLayer(rita!.id));
    await reveal(ana!, rita!);
    server = await server.restart();
    expect((await list(olga!)).hidden).toEqual([{ personId: rita!.id, isRevealed: true }]);
    expect((await join(olga!, hiddenLayer(rita!.id))).annotations).toHaveLength(1);
  });

  it('L1: layers are documents of their own: nothing of one is in another', async () => {
    const shared = await drawnBy(ben!, CASE_LAYER);
    const own = await join(ben!, privateLayer(ben!.id));
    expect(Y.encodeStateAsUpdate(own.document)).toEqual(new Uint8Array([0, 0]));
    own.draw({ id: shared.annotations[0]!.id, label: 'mine alone' });
    await until(() => own.isSaved);
    expect(shared.annotations.map(({ label }) => label)).toEqual(['seen by me']);
  });

  it('L5: hosts who are in the session hear that somebody began to draw into a hidden layer, and nobody else does', async () => {
    const { id } = await server.app.get(Sessions).open(ana!.id, place.caseId, place.slideId);
    const [host, other] = [await SessionClient.join(server, ana!.cookie, id), await SessionClient.join(server, rita!.cookie, id)];
    const heard = (client: SessionClient): number => client.told('case:changed').length;
    await drawnBy(ben!, privateLayer(ben!.id));
    await drawnBy(ben!, CASE_LAYER);
    const before = heard(host);
    const client = await drawnBy(ben!, hiddenLayer(ben!.id));
    await until(() => heard(host) === before + 1);
    expect((await list(ana!)).hidden).toEqual([{ personId: ben!.id, isRevealed: false }]);
    client.draw();
    await until(() => client.isSaved);
    // What is said to everyone comes after it.
    await reveal(ben!, ben!);
    await until(() => heard(other) === 1);
    expect([heard(host), before]).toEqual([2, 0]);
    host.leave();
    other.leave();
  });
});
