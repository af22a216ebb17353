import type { RoomLook, RoomState } from '@parfocal/shared/protocol';
import { encodeGesture } from '@parfocal/shared/protocol';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

jest.setTimeout(30_000);

const view = { x: 1, y: 2, resolution: 4, rotation: 0, widthPx: 800, heightPx: 600 };

describe('looking together on real sockets', () => {
  let server: TestServer;
  let ana: TestPerson;
  let eva: TestPerson;
  let oz: TestPerson;
  let slideIds: string[];
  let caseId: string;
  let sessionId: string;
  const clients: SessionClient[] = [];

  const join = async (person: TestPerson, tabId?: string): Promise<SessionClient> => {
    const client = await SessionClient.join(server, person.cookie, sessionId, tabId);
    clients.push(client);
    return client;
  };
  const look = (rest: Partial<RoomLook> = {}): RoomLook => ({
    slideId: slideIds[0]!, panes: [], isLinked: true, held: null,
    appearance: { brightness: 0, contrast: 1, gamma: 1, saturation: 1, whitePoint: null, isColourManaged: false, z: 0, channels: [] },
    ...rest,
  });
  const roomOf = (client: SessionClient): RoomState[] => {
    const heard: RoomState[] = [];
    client.socket.on('room:look', (state) => heard.push(state));
    return heard;
  };

  beforeAll(async () => {
    server = await startTestServer();
    [ana, eva, oz] = [await server.person('ana'), await server.person('eva'), await server.person('oz')];
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    ({ caseId, slideIds } = await server.case(ana, { [eva.id]: 'expert', [oz.id]: 'observer' }, 2));
    const opened = await server.fetch(`/api/cases/${caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId: slideIds[0], kind: 'teaching' }) });
    sessionId = ((await opened.json()) as { id: string }).id;
  });
  afterEach(() => clients.splice(0).forEach((client) => client.leave()));

  it('S20: what the presenter shows reaches everyone, and who joins later', async () => {
    const [host, guest] = [await join(ana), await join(eva)];
    const heard = roomOf(guest);
    const held = look({ slideId: slideIds[1]!, held: view });
    expect(await host.ask('room:show', { epoch: 1, look: held })).toMatchObject({ ok: true });
    await until(() => heard.length === 1);
    expect(heard).toEqual([{ revision: 1, look: held }]);
    const late = await join(oz);
    expect(late.welcome).toMatchObject({ kind: 'teaching', room: { revision: 1, look: held } });
    expect(late.me.slideId).toBe(slideIds[1]);
  });

  it('S20: shows slides of the case alone, and is for the presenter alone', async () => {
    const [host, guest] = [await join(ana), await join(eva)];
    const foreign = await server.slide();
    const pane = { slideId: foreign, appearance: look().appearance, relation: null, view };
    expect(await host.ask('room:show', { epoch: 1, look: look({ slideId: foreign }) })).toEqual({ ok: false, code: 'not-found' });
    expect(await host.ask('room:show', { epoch: 1, look: look({ panes: [pane] }) })).toEqual({ ok: false, code: 'not-found' });
    expect(await guest.ask('room:show', { epoch: 1, look: look() })).toEqual({ ok: false, code: 'presenter.forbidden' });
    expect(await host.ask('room:show', { epoch: 0, look: look() })).toEqual({ ok: false, code: 'presenter.stale' });
    expect(await host.ask('room:show', { epoch: 1, look: { ...look(), held: { ...view, resolution: null } } })).toEqual({ ok: false, code: 'body.malformed' });
    expect((await join(oz)).welcome!.room).toEqual({ revision: 0, look: null });
  });

  it('S20: ends when the floor changes hands', async () => {
    const [host, guest] = [await join(ana), await join(eva)];
    const heard = roomOf(guest);
    await host.ask('room:show', { epoch: 1, look: look() });
    await host.ask('presenter:grant', { peerId: guest.peerId, epoch: 1 });
    await until(() => heard.length === 2);
    expect(heard[1]).toEqual({ revision: 2, look: null });
  });

  it('S21: tells the presenter alone whose screens do not show it yet', async () => {
    const [host, guest] = [await join(ana), await join(eva)];
    const behind: { to: string; peerIds: readonly string[]; revision: number }[] = [];
    for (const client of [host, guest]) client.socket.on('room:behind', (body) => behind.push({ to: client.peerId, ...body }));
    await guest.ask('follow:set', { peerId: host.peerId });
    await host.ask('room:show', { epoch: 1, look: look() });
    await until(() => behind.some(({ peerIds }) => peerIds.includes(guest.peerId)));
    await guest.ask('room:shown', { revision: 1 });
    await until(() => behind.at(-1)?.peerIds.length === 0);
    expect(behind.at(-1)).toEqual({ to: host.peerId, revision: 1, peerIds: [] });
    expect(behind.every(({ to }) => to === host.peerId)).toBe(true);
  });

  it('S23: everyone but the presenter is asked to come along', async () => {
    const [host, guest] = [await join(ana), await join(eva)];
    const asked: unknown[] = [];
    for (const client of [host, guest]) client.socket.on('room:gathered', (body) => asked.push(body));
    expect(await host.ask('room:gather', { epoch: 1, isForced: true })).toMatchObject({ ok: true });
    expect(await guest.ask('room:gather', { epoch: 1, isForced: false })).toEqual({ ok: false, code: 'presenter.forbidden' });
    await until(() => asked.length > 0);
    expect(asked).toEqual([{ peerId: host.peerId, isForced: true }]);
  });

  it('S16, S22: no rings, and nobody who refuses is followed', async () => {
    const [host, guest, other] = [await join(ana), await join(eva), await join(eva)];
    await guest.ask('follow:set', { peerId: host.peerId });
    expect(await host.ask('follow:set', { peerId: guest.peerId })).toEqual({ ok: false, code: 'follow.ring' });
    await other.ask('follow:set', { peerId: guest.peerId });
    await guest.ask('follow:allow', { isAllowed: false });
    await until(() => host.peer(guest.peerId)?.isFollowable === false && host.peer(other.peerId)?.following === null);
    expect(await other.ask('follow:set', { peerId: guest.peerId })).toEqual({ ok: false, code: 'follow.refused' });
  });

  it('S24: tells where a person looks elsewhere and how slow a line is', async () => {
    const [host, guest] = [await join(ana), await join(eva)];
    await guest.ask('presence:tell', { isElsewhere: true, delayMs: 512.4 });
    await until(() => host.peer(guest.peerId)?.isElsewhere === true);
    expect(host.peer(guest.peerId)!.delayMs).toBe(500);
    const before = host.rosters;
    await guest.ask('presence:tell', { isElsewhere: true, delayMs: 530 });
    await guest.ask('presence:tell', { isElsewhere: false, delayMs: 120 });
    await until(() => host.peer(guest.peerId)?.isElsewhere === false);
    expect([host.peer(guest.peerId)!.delayMs, host.rosters - before]).toEqual([null, 1]);
    for (const delayMs of [-1, 1e9, 'x']) expect(await guest.ask('presence:tell', { isElsewhere: false, delayMs })).toEqual({ ok: false, code: 'body.malformed' });
  });

  it('S25: sends a person out with all tabs, and does not let them back in before a host does', async () => {
    const [host, guest, second] = [await join(ana), await join(eva), await join(eva)];
    expect(await guest.ask('peer:remove', { peerId: host.peerId })).toEqual({ ok: false, code: 'forbidden' });
    expect(await host.ask('peer:remove', { peerId: guest.peerId })).toMatchObject({ ok: true });
    await Promise.all([guest.gone(), second.gone()]);
    expect([guest.ended, second.ended]).toEqual(['session.removed', 'session.removed']);
    await expect(join(eva)).rejects.toThrow('session.removed');
    await until(() => host.roster!.removed?.length === 1);
    expect(host.roster!.removed).toEqual([{ personId: eva.id, name: 'eva' }]);
    await host.ask('person:readmit', { personId: eva.id });
    expect((await join(eva)).welcome).toBeDefined();
  });

  it('S26, G6: an observer points once a host allows it, and no longer than that', async () => {
    const [host, watcher] = [await join(ana), await join(oz)];
    const point = (x: number): void => void watcher.socket.emit('gesture', encodeGesture({ pointer: { x, y: 0 }, view }));
    const pointer = () => host.gestures.get(watcher.me.number)?.pointer;
    point(1);
    await until(() => host.gestures.has(watcher.me.number));
    expect(pointer()).toBeNull();
    expect(await watcher.ask('peer:pointer', { peerId: watcher.peerId, mayPoint: true })).toEqual({ ok: false, code: 'forbidden' });
    expect(await host.ask('peer:pointer', { peerId: watcher.peerId, mayPoint: true })).toMatchObject({ ok: true });
    await until(() => watcher.me.mayPoint);
    point(2);
    await until(() => pointer()?.x === 2);
    await host.ask('peer:pointer', { peerId: watcher.peerId, mayPoint: false });
    await until(() => pointer() === null);
  });
});
