import { randomUUID } from 'node:crypto';
import { CaseAccess, Cases } from '../cases/index.js';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

jest.setTimeout(30_000);

describe('a session on real sockets', () => {
  let server: TestServer;
  let ana: TestPerson;
  let eva: TestPerson;
  let oz: TestPerson;
  let stranger: TestPerson;
  let caseId: string;
  let slideIds: string[];
  let sessionId: string;
  const clients: SessionClient[] = [];

  const join = async (person: TestPerson, tabId?: string): Promise<SessionClient> => {
    const client = await SessionClient.join(server, person.cookie, sessionId, tabId);
    clients.push(client);
    return client;
  };
  const open = (person: TestPerson): Promise<Response> => server.fetch(`/api/cases/${caseId}/session`, person, { method: 'POST', body: JSON.stringify({ slideId: slideIds[0] }) });
  const sees = (client: SessionClient, peers: number): Promise<void> => until(() => client.roster?.peers.length === peers);

  beforeAll(async () => {
    server = await startTestServer();
    [ana, eva, oz, stranger] = [await server.person('ana'), await server.person('eva'), await server.person('oz'), await server.person('stranger')];
  });
  afterAll(() => server.close());

  beforeEach(async () => {
    ({ caseId, slideIds } = await server.case(ana, { [eva.id]: 'expert', [oz.id]: 'observer' }, 2));
    sessionId = ((await (await open(ana)).json()) as { id: string }).id;
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.leave();
    await server.fetch(`/api/sessions/${sessionId}`, ana, { method: 'DELETE' });
  });

  describe('on record', () => {
    it('S19: is one a case, whoever opens it', async () => {
      const answers = await Promise.all([open(ana), open(eva), open(oz)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { id: string }[];
      expect(new Set(bodies.map(({ id }) => id))).toEqual(new Set([sessionId]));
    });

    it('S19: is one a case also where several open it at the same moment', async () => {
      const other = await server.case(ana, { [eva.id]: 'expert' });
      const body = JSON.stringify({ slideId: other.slideIds[0] });
      const answers = await Promise.all([ana, eva, ana, eva].map((person) => server.fetch(`/api/cases/${other.caseId}/session`, person, { method: 'POST', body })));
      const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { id: string }[];
      expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
      expect(bodies[0]!.id).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('S19: is not opened by an observer, nor on a slide of another case', async () => {
      await server.fetch(`/api/sessions/${sessionId}`, ana, { method: 'DELETE' });
      expect((await open(oz)).status).toBe(403);
      const foreign = JSON.stringify({ slideId: randomUUID() });
      expect((await server.fetch(`/api/cases/${caseId}/session`, ana, { method: 'POST', body: foreign })).status).toBe(404);
    });

    it('S1: does not exist for a stranger', async () => {
      for (const [method, path] of [['GET', `/api/sessions/${sessionId}`], ['DELETE', `/api/sessions/${sessionId}`], ['GET', `/api/sessions/${randomUUID()}`]] as const) {
        const answer = await server.fetch(path, stranger, { method });
        expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not-found']);
      }
      expect((await open(stranger)).status).toBe(404);
    });

    it('S19, S17: is ended by a host, for everyone, and then is over', async () => {
      const client = await join(eva);
      expect((await server.fetch(`/api/sessions/${sessionId}`, eva, { method: 'DELETE' })).status).toBe(403);
      expect((await server.fetch(`/api/sessions/${sessionId}`, ana, { method: 'DELETE' })).status).toBe(204);
      await client.gone();
      expect(client.ended).toBe('session.ended');
      expect(await (await server.fetch(`/api/sessions/${sessionId}`, eva)).json()).toMatchObject({ code: 'session.ended' });
      await expect(join(eva)).rejects.toThrow('session.ended');
      expect((await (await open(ana)).json()) as object).not.toMatchObject({ id: sessionId });
    });

    it('tells the worklist how many people are there, not how many tabs', async () => {
      await join(ana);
      await join(ana);
      await join(eva);
      const list = (await (await server.fetch('/api/cases', oz)).json()) as { id: string; session: unknown }[];
      expect(list.find(({ id }) => id === caseId)?.session).toEqual({ id: sessionId, people: 2 });
    });
  });

  describe('at the door', () => {
    it('S1: wants a login', async () => {
      await expect(SessionClient.join(server, undefined, sessionId)).rejects.toThrow('login.required');
      await expect(SessionClient.join(server, 'parfocal_login=forged', sessionId)).rejects.toThrow('login.required');
    });

    it('S1: wants a whole handshake', async () => {
      for (const wrong of [undefined, 7, 'x', { $ne: null }]) await expect(SessionClient.join(server, ana.cookie, wrong)).rejects.toThrow('body.malformed');
    });

    it('S1: answers a stranger as if there were no session', async () => {
      const outcome = (id: string): Promise<string> => SessionClient.join(server, stranger.cookie, id).then(() => 'in', (error: Error) => error.message);
      expect(await outcome(sessionId)).toBe('not-found');
      expect(await outcome(randomUUID())).toBe('not-found');
    });

    it('S1: gives a foreign page no WebSocket', async () => {
      const foreign = SessionClient.join(server, ana.cookie, sessionId, undefined, { origin: 'https://evil.example' });
      await expect(foreign).rejects.toThrow('no connection');
      const own = await SessionClient.join(server, ana.cookie, sessionId, undefined, { origin: server.url });
      clients.push(own);
      expect(own.welcome).toBeDefined();
    });
  });

  describe('inside', () => {
    it('S8, S2, S14: welcomes with everything and tells the others', async () => {
      const host = await join(ana);
      expect(host.welcome).toMatchObject({ sessionId, caseId, presenting: { peerId: host.peerId, epoch: 1 } });
      const guest = await join(eva);
      const watcher = await join(oz);
      await sees(host, 3);
      expect(host.roster!.peers.map(({ name, role, colour, number }) => [name, role, colour, number])).toEqual([
        ['ana', 'host', 0, 1], ['eva', 'participant', 1, 2], ['oz', 'observer', 2, 3],
      ]);
      expect(watcher.welcome!.peers).toHaveLength(3);
      expect(guest.me).toMatchObject({ slideId: slideIds[0], state: 'here', following: null });
    });

    it('S5: is full for a person with too many tabs, and says so', async () => {
      for (let tab = 0; tab < 10; tab++) await join(ana);
      await expect(join(ana)).rejects.toThrow('session.full');
    });

    it('S4: takes two tabs for two peers of one colour', async () => {
      const [one, two] = [await join(ana), await join(ana)];
      await sees(one, 2);
      expect(one.peerId).not.toBe(two.peerId);
      expect(one.me.colour).toBe(two.me.colour);
    });

    it('S6, S7: leaves no ghost when a dropped tab returns', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      await guest.ask('slide:show', { slideId: slideIds[1] });
      await guest.drop();
      await until(() => host.peer(guest.peerId)?.state === 'away');
      const back = await join(eva, guest.tabId);
      await until(() => host.peer(guest.peerId)?.state === 'here');
      expect(back.welcome!.peers).toHaveLength(2);
      expect(back.me).toEqual({ ...guest.welcome!.peers[1], slideId: slideIds[1] });
    });

    it('S6: ends the socket that a reloaded tab left behind, whose late end changes nothing', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      const back = await join(eva, guest.tabId);
      await guest.gone();
      expect(guest.ended).toBe('session.replaced');
      expect(back.peerId).toBe(guest.peerId);
      await host.ask('follow:set', { peerId: back.peerId });
      await until(() => back.peer(host.peerId)?.following === back.peerId);
      expect(host.roster!.peers.map(({ state }) => state)).toEqual(['here', 'here']);
    });

    it('S6: does not give a seat to another person with the same tab id', async () => {
      const host = await join(ana);
      const other = await join(eva, host.tabId);
      expect(other.peerId).not.toBe(host.peerId);
      expect(host.socket.connected).toBe(true);
    });

    it('S13: keeps the floor for a presenter who reloads', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      await host.drop();
      await until(() => guest.peer(host.peerId)?.state === 'away');
      expect(guest.presenting.peerId).toBe(host.peerId);
      const back = await join(ana, host.tabId);
      expect(back.presenting).toEqual({ peerId: host.peerId, epoch: 1 });
    });

    it('S7: is done at once with who says farewell', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      const states = new Set<string | undefined>();
      host.socket.on('session:roster', () => states.add(host.peer(guest.peerId)?.state));
      guest.leave();
      await sees(host, 1);
      expect(states).not.toContain('away');
    });

    it('S9 to S12: hands the floor over', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      expect(await guest.ask('presenter:ask', { epoch: 1 })).toEqual({ ok: true, value: null });
      await until(() => host.asked.includes(guest.peerId));
      expect(await host.ask('presenter:decline', { peerId: guest.peerId })).toMatchObject({ ok: true });
      await until(() => guest.declined === 1);
      expect(await host.ask('presenter:grant', { peerId: guest.peerId, epoch: 1 })).toMatchObject({ ok: true });
      await until(() => host.presenting.peerId === guest.peerId);
      expect(await guest.ask('presenter:grant', { peerId: host.peerId, epoch: 1 })).toEqual({ ok: false, code: 'presenter.stale' });
      expect(await host.ask('presenter:take', { epoch: 2 })).toMatchObject({ ok: true });
      expect(await host.ask('presenter:release', { epoch: 3 })).toMatchObject({ ok: true });
      expect(await guest.ask('presenter:ask', { epoch: 4 })).toMatchObject({ ok: true });
      await until(() => host.presenting.peerId === guest.peerId && host.presenting.epoch === 5);
    });

    it('S10: reminds a presenter who reloads of who asked', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      await guest.ask('presenter:ask', { epoch: 1 });
      await host.drop();
      const back = await join(ana, host.tabId);
      await until(() => back.asked.includes(guest.peerId));
    });

    it('S10: refuses the floor to an observer', async () => {
      const [host, watcher] = [await join(ana), await join(oz)];
      expect(await watcher.ask('presenter:ask', { epoch: 1 })).toEqual({ ok: false, code: 'presenter.forbidden' });
      expect(await watcher.ask('presenter:take', { epoch: 1 })).toEqual({ ok: false, code: 'presenter.forbidden' });
      expect(host.presenting.peerId).toBe(host.peerId);
    });

    it('S15: shows slides of the case and no others', async () => {
      const host = await join(ana);
      expect(await host.ask('slide:show', { slideId: await server.slide() })).toEqual({ ok: false, code: 'not-found' });
      expect(await host.ask('slide:show', { slideId: slideIds[1] })).toMatchObject({ ok: true });
      await until(() => host.me.slideId === slideIds[1]);
      expect((await join(eva)).me.slideId).toBe(slideIds[1]);
    });

    it('S6: what a replaced socket had asked for before touches the seat no more', async () => {
      const guest = await join(eva);
      const access = server.app.get(CaseAccess);
      let answer: (has: boolean) => void = () => undefined;
      const asked = jest.spyOn(access, 'hasSlide').mockImplementationOnce(() => new Promise((has) => (answer = has)));
      guest.socket.emit('slide:show', { slideId: slideIds[1]! }, () => undefined);
      await until(() => asked.mock.calls.length === 1);
      const back = await join(eva, guest.tabId);
      await guest.gone();
      answer(true);
      await back.ask('follow:set', { peerId: null });
      expect((await join(ana)).peer(back.peerId)?.slideId).toBe(slideIds[0]);
    });

    it('tells everyone that the case has another slide', async () => {
      const guest = await join(eva);
      const added = await server.slide();
      await server.app.get(Cases).addSlide(caseId, added);
      await until(() => guest.caseChanges === 1);
      expect(await guest.ask('slide:show', { slideId: added })).toMatchObject({ ok: true });
    });
  });

  describe('when rights change', () => {
    it('tells everyone to look at the case anew, for what they may draw follows from it', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      await server.app.get(Cases).putMember(caseId, eva.id, 'observer');
      await until(() => guest.caseChanges === 1 && host.caseChanges === 1 && host.peer(guest.peerId)?.role === 'observer');
      await server.app.get(Cases).putMember(caseId, eva.id, 'expert');
      await until(() => host.peer(guest.peerId)?.role === 'participant');
    });

    it('S17: ends the sockets of a login at once', async () => {
      const host = await join(ana);
      const login = await server.signIn('eva');
      const client = await SessionClient.join(server, login.cookie, sessionId);
      expect((await server.fetch(`/api/logins/${login.loginId}`, login, { method: 'DELETE' })).status).toBeLessThan(300);
      await client.gone();
      expect(client.ended).toBe('login.revoked');
      await sees(host, 1);
    });

    it('S2: puts a removed member out, and who is only away too', async () => {
      const [host, guest, second] = [await join(ana), await join(eva), await join(eva)];
      await second.drop();
      await until(() => host.peer(second.peerId)?.state === 'away');
      await server.fetch(`/api/cases/${caseId}/members/${eva.id}`, ana, { method: 'DELETE' });
      await guest.gone();
      expect(guest.ended).toBe('not-found');
      await sees(host, 1);
      await expect(join(eva)).rejects.toThrow('not-found');
    });

    it('S2, S13: makes an observer of a presenter on the open connection', async () => {
      const [host, guest] = [await join(ana), await join(eva)];
      await host.ask('presenter:grant', { peerId: guest.peerId, epoch: 1 });
      await server.fetch(`/api/cases/${caseId}/members/${eva.id}`, ana, { method: 'PUT', body: JSON.stringify({ role: 'observer' }) });
      await until(() => guest.me.role === 'observer' && guest.presenting.peerId === host.peerId);
      expect(await guest.ask('presenter:ask', { epoch: guest.presenting.epoch })).toEqual({ ok: false, code: 'presenter.forbidden' });
    });
  });

  it('S19: has a link that works after a restart', async () => {
    server = await server.restart();
    const back = await join(eva);
    expect(back.welcome).toMatchObject({ sessionId, caseId });
  });
});
