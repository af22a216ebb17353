import { randomUUID } from 'node:crypto';
import type { Ping, Spotlight } from '@parfocal/shared/protocol';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

jest.setTimeout(30_000);

const DONE = { ok: true, value: null };
const refused = (code: string): object => ({ ok: false, code });

describe('signals on real sockets', () => {
  let server: TestServer;
  let [ana, eva, oz]: TestPerson[] = [];
  let caseId: string;
  let slideIds: string[];
  let sessionId: string;
  const clients: SessionClient[] = [];

  const join = async (person: TestPerson, tabId?: string): Promise<SessionClient> => {
    const client = await SessionClient.join(server, person.cookie, sessionId, tabId);
    clients.push(client);
    return client;
  };
  const hands = (client: SessionClient): readonly string[] | undefined => client.told<{ peerIds: string[] }>('hands:changed').at(-1)?.peerIds;
  const light = (client: SessionClient): Spotlight | null | undefined => client.told<{ spotlight: Spotlight | null }>('spotlight:changed').at(-1)?.spotlight;
  const spotlightOn = (slideId: string): Spotlight => ({ slideId, mark: { id: randomUUID(), layer: 'case' }, box: { minX: 1, minY: 2, maxX: 3, maxY: 4 } });

  beforeAll(async () => {
    server = await startTestServer();
    [ana, eva, oz] = [await server.person('ana'), await server.person('eva'), await server.person('oz')];
  });
  beforeEach(async () => {
    ({ caseId, slideIds } = await server.case(ana!, { [eva!.id]: 'expert', [oz!.id]: 'observer' }, 2));
    const opened = await server.fetch(`/api/cases/${caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId: slideIds[0] }) });
    sessionId = ((await opened.json()) as { id: string }).id;
  });
  afterEach(() => clients.splice(0).forEach((client) => client.leave()));
  afterAll(() => server.close());

  it('P1: tells everyone where to look, on the slide that the server knows of', async () => {
    const [a, e] = [await join(ana!), await join(eva!)];
    await e.ask('slide:show', { slideId: slideIds[1] });
    expect(await e.ask('ping:send', { at: { x: 10.5, y: -2 }, slideId: slideIds[0], peerId: a.peerId })).toEqual(DONE);
    await until(() => a.told('ping:sent').length === 1);
    expect(a.told<Ping>('ping:sent')).toEqual([{ peerId: e.peerId, slideId: slideIds[1], at: { x: 10.5, y: -2 } }]);
    for (const at of [null, {}, { x: 1e9, y: 0 }, { x: 'a', y: 0 }]) expect(await e.ask('ping:send', { at })).toEqual(refused('body.malformed'));
  });

  it('P1: takes none from who may not point, and not too many', async () => {
    const [a, o] = [await join(ana!), await join(oz!)];
    expect(await o.ask('ping:send', { at: { x: 1, y: 1 } })).toEqual(refused('forbidden'));
    const answers = await Promise.all(Array.from({ length: 12 }, () => a.ask('ping:send', { at: { x: 1, y: 1 } })));
    expect(answers.filter(({ ok }) => !ok).length).toBeGreaterThanOrEqual(5);
    expect(answers.find(({ ok }) => !ok)).toEqual(refused('rate-limited'));
  });

  it('P2, P5: shows raised hands in their order to all, and to who comes later', async () => {
    const [a, e, o] = [await join(ana!), await join(eva!), await join(oz!)];
    await until(() => [a, e, o].every((one) => hands(one)?.length === 0));
    for (const one of [o, e, o]) expect(await one.ask('hand:raise', {})).toEqual(DONE);
    await until(() => hands(a)?.length === 2);
    expect(hands(a)).toEqual([o.peerId, e.peerId]);
    const late = await join(ana!);
    await until(() => hands(late) !== undefined);
    expect(hands(late)).toEqual([o.peerId, e.peerId]);
  });

  it('P3: are lowered by their owners, by the presenter and by hosts, and by nobody else', async () => {
    const [a, e, o] = [await join(ana!), await join(eva!), await join(oz!)];
    for (const one of [o, e]) await one.ask('hand:raise', {});
    expect(await e.ask('hand:lower', { peerId: o.peerId })).toEqual(refused('forbidden'));
    expect(await a.ask('hand:lower', { peerId: o.peerId })).toEqual(DONE);
    expect(await e.ask('hand:lower', { peerId: e.peerId })).toEqual(DONE);
    await until(() => hands(o)?.length === 0);
  });

  it('P3: goes down with who leaves and with who gets the floor, and stays up over a broken line', async () => {
    const [a, e, o] = [await join(ana!), await join(eva!), await join(oz!)];
    for (const one of [o, e]) await one.ask('hand:raise', {});
    await e.drop();
    await join(eva!, e.tabId);
    await until(() => a.peer(e.peerId)?.state === 'here');
    expect(hands(a)).toEqual([o.peerId, e.peerId]);
    o.leave();
    await until(() => hands(a)?.join() === e.peerId);
    expect(await a.ask('presenter:grant', { peerId: e.peerId, epoch: a.presenting.epoch })).toEqual(DONE);
    await until(() => hands(a)?.length === 0);
  });

  it('P4, P5: the presenter alone puts something into the light, until the floor changes hands', async () => {
    const [a, e] = [await join(ana!), await join(eva!)];
    await until(() => a.presenting.peerId === a.peerId && e.presenting.peerId === a.peerId);
    const { epoch } = a.presenting;
    const spotlight = spotlightOn(slideIds[1]!);
    expect(await e.ask('spotlight:set', { epoch, spotlight })).toEqual(refused('presenter.forbidden'));
    expect(await a.ask('spotlight:set', { epoch: epoch + 1, spotlight })).toEqual(refused('presenter.stale'));
    expect(await a.ask('spotlight:set', { epoch, spotlight: spotlightOn(randomUUID()) })).toEqual(refused('not-found'));
    expect(await a.ask('spotlight:set', { epoch, spotlight })).toEqual(DONE);
    await until(() => light(e) !== null && light(e) !== undefined);
    expect(light(e)).toEqual(spotlight);
    const late = await join(oz!);
    await until(() => light(late) !== undefined);
    expect(light(late)).toEqual(spotlight);
    await a.ask('presenter:release', { epoch });
    await until(() => light(e) === null);
  });
});
