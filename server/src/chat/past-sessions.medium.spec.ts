import { randomUUID } from 'node:crypto';
import type { PastChat, PastSession } from '@parfocal/shared/api';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

jest.setTimeout(30_000);

describe('sessions that are over', () => {
  let server: TestServer;
  let [ana, eva, oz, stranger]: TestPerson[] = [];
  let caseId: string;
  let slideIds: string[];

  const get = async <T>(path: string, person: TestPerson): Promise<T> => (await (await server.fetch(path, person)).json()) as T;
  const statusOf = async (path: string, person: TestPerson): Promise<number> => (await server.fetch(path, person)).status;
  const open = async (): Promise<string> => ((await (await server.fetch(`/api/cases/${caseId}/session`, ana!, { method: 'POST', body: JSON.stringify({ slideId: slideIds[0], kind: 'board' }) })).json()) as { id: string }).id;
  const end = (sessionId: string): Promise<Response> => server.fetch(`/api/sessions/${sessionId}`, ana!, { method: 'DELETE' });
  const past = (person: TestPerson): Promise<PastSession[]> => get(`/api/cases/${caseId}/sessions`, person);
  const idsOf = ({ people }: PastSession): string[] => people.map(({ id }) => id).sort();

  beforeEach(async () => {
    server = await startTestServer();
    [ana, eva, oz, stranger] = await Promise.all(['ana', 'eva', 'oz', 'sam'].map((name) => server.person(name)));
    ({ caseId, slideIds } = await server.case(ana!, { [eva!.id]: 'expert', [oz!.id]: 'observer' }));
  });
  afterEach(() => server.close());

  it('S27, C7: names the sessions that are over with who was there, and keeps their chat for the case', async () => {
    const sessionId = await open();
    const [a, e] = [await SessionClient.join(server, ana!.cookie, sessionId), await SessionClient.join(server, eva!.cookie, sessionId)];
    const place = { slideId: slideIds[0]!, view: { x: 1, y: 2, resolution: 1, rotation: 0 }, mark: null };
    await a.ask('chat:say', { id: randomUUID(), text: 'one', place: null });
    await a.ask('chat:say', { id: randomUUID(), text: 'two', place });
    expect(await past(oz!)).toEqual([]);
    e.leave();
    await end(sessionId);

    // Oz was not in it, and is of the case.
    await until(async () => (await past(oz!))[0]?.people.length === 2);
    const [session] = await past(oz!);
    expect(session).toMatchObject({ id: sessionId, kind: 'board', messages: 2 });
    expect(session!.endedAt).toBeGreaterThanOrEqual(session!.createdAt);
    expect(idsOf(session!)).toEqual([ana!.id, eva!.id].sort());
    const chat = await get<PastChat>(`/api/sessions/${sessionId}/chat`, oz!);
    expect(chat.messages.map(({ text, seq }) => [text, seq])).toEqual([['one', 1], ['two', 2]]);
    expect(chat.messages[1]!.place).toEqual(place);
    expect(chat.people).toEqual([{ id: ana!.id, displayName: 'ana' }]);
    expect((await get<PastChat>(`/api/sessions/${sessionId}/chat?before=2`, oz!)).messages.map(({ text }) => text)).toEqual(['one']);
  });

  it('S27: counts a person once, also after a restart and with two tabs', async () => {
    const sessionId = await open();
    await SessionClient.join(server, eva!.cookie, sessionId);
    await SessionClient.join(server, eva!.cookie, sessionId);
    server = await server.restart();
    await SessionClient.join(server, eva!.cookie, sessionId);
    await SessionClient.join(server, oz!.cookie, sessionId);
    await end(sessionId);
    await until(async () => (await past(ana!))[0]?.people.length === 3);
    expect(idsOf((await past(ana!))[0]!)).toEqual([ana!.id, eva!.id, oz!.id].sort());
  });

  it('C7: does not exist for strangers, nor for who has left the case', async () => {
    const sessionId = await open();
    await end(sessionId);
    const paths = [`/api/cases/${caseId}/sessions`, `/api/sessions/${sessionId}/chat`];
    for (const path of paths) expect([await statusOf(path, eva!), await statusOf(path, stranger!)]).toEqual([200, 404]);
    await server.fetch(`/api/cases/${caseId}/members/${eva!.id}`, ana!, { method: 'DELETE' });
    for (const path of paths) expect(await statusOf(path, eva!)).toBe(404);
    expect(await statusOf(`/api/sessions/${randomUUID()}/chat`, ana!)).toBe(404);
    expect(await statusOf(`/api/sessions/${sessionId}/chat?before=0`, ana!)).toBe(400);
  });
});
