import { randomUUID } from 'node:crypto';
import type { ChatMessage, Place, Reply } from '@parfocal/shared/protocol';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

jest.setTimeout(30_000);

/** A tab in the session, by what it was told of the chat. */
class Reader {
  private constructor(readonly client: SessionClient) {}

  static async join(server: TestServer, person: TestPerson, sessionId: string): Promise<Reader> {
    const reader = new Reader(await SessionClient.join(server, person.cookie, sessionId));
    await until(() => reader.recent !== undefined);
    return reader;
  }

  get recent(): readonly ChatMessage[] | undefined {
    return this.client.told<readonly ChatMessage[]>('chat:recent').at(-1);
  }

  get said(): ChatMessage[] {
    return this.client.told<ChatMessage>('chat:said');
  }

  get texts(): string[] {
    return this.said.map(({ text }) => text);
  }

  say(text: string, id: string = randomUUID(), place: Place | null = null): Promise<Reply> {
    return this.client.ask('chat:say', { id, text, place });
  }
}

describe('chat on real sockets', () => {
  let server: TestServer;
  let [ana, eva, oz]: TestPerson[] = [];
  let caseId: string;
  let slideIds: string[];
  let sessionId: string;
  const readers: Reader[] = [];

  const join = async (person: TestPerson): Promise<Reader> => {
    const reader = await Reader.join(server, person, sessionId);
    readers.push(reader);
    return reader;
  };

  beforeEach(async () => {
    server = await startTestServer();
    [ana, eva, oz] = [await server.person('ana'), await server.person('eva'), await server.person('oz')];
    ({ caseId, slideIds } = await server.case(ana, { [eva.id]: 'expert', [oz.id]: 'observer' }));
    const opened = await server.fetch(`/api/cases/${caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId: slideIds[0] }) });
    sessionId = ((await opened.json()) as { id: string }).id;
  });
  afterEach(async () => {
    for (const { client } of readers.splice(0)) client.leave();
    await server.close();
  });

  it('C1, C2: tells everyone in one order, with the server’s word for who and when', async () => {
    const [a, b] = [await join(ana!), await join(eva!)];
    const before = Date.now();
    await Promise.all(['one', 'two', 'three'].flatMap((text) => [a.say(text), b.say(`${text}!`)]));
    await until(() => a.said.length === 6 && b.said.length === 6);
    expect(a.said).toEqual(b.said);
    expect(a.said.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { text, personId, at } of a.said) {
      expect(personId).toBe(text.endsWith('!') ? eva!.id : ana!.id);
      expect(at).toBeGreaterThanOrEqual(before);
    }
  });

  it('C1: is still there after a restart', async () => {
    const a = await join(ana!);
    expect(await a.say('kept')).toEqual({ ok: true, value: null });
    a.client.leave();
    server = await server.restart();
    const again = await join(eva!);
    expect(again.recent).toEqual([expect.objectContaining({ text: 'kept', seq: 1, personId: ana!.id, isTakenBack: false })]);
    await again.say('and on');
    await until(() => again.said.length === 1);
    expect(again.said[0]!.seq).toBe(2);
  });

  it('C2: gives a newcomer the newest hundred and pages of what is older', async () => {
    const writers = [await join(ana!), await join(eva!), await join(oz!)];
    // Written under the pace: twenty at once of each, then more by the records themselves.
    for (let i = 0; i < 20; i++) for (const writer of writers) expect((await writer.say(`m${i}`)).ok).toBe(true);
    const late = await join(ana!);
    expect(late.recent).toHaveLength(60);
    const older = await late.client.ask('chat:older', { before: 41 });
    expect(older).toMatchObject({ ok: true, value: { length: 40, 0: { seq: 1 }, 39: { seq: 40 } } });
    expect(await late.client.ask('chat:older', { before: 1 })).toEqual({ ok: true, value: [] });
  });

  it('C3: stores what is sent again once, and tells the sender alone', async () => {
    const [a, b] = [await join(ana!), await join(eva!)];
    const id = randomUUID();
    expect(await Promise.all([a.say('once', id), a.say('once', id)])).toEqual([{ ok: true, value: null }, { ok: true, value: null }]);
    await until(() => a.said.length === 2);
    expect(await b.say('mine now', id)).toEqual({ ok: false, code: 'forbidden' });
    await a.say('end');
    await until(() => b.texts.includes('end'));
    expect(b.texts).toEqual(['once', 'end']);
    expect((await join(oz!)).recent).toHaveLength(2);
  });

  it('C4: lets observers write, and tells who writes too much', async () => {
    const [a, o] = [await join(ana!), await join(oz!)];
    expect(await o.say('may I ask?')).toEqual({ ok: true, value: null });
    const replies = await Promise.all(Array.from({ length: 25 }, (_, i) => a.say(`m${i}`)));
    const refused = replies.filter((reply) => !reply.ok);
    expect(refused.length).toBeGreaterThanOrEqual(4);
    expect(new Set(refused.map((reply) => JSON.stringify(reply)))).toEqual(new Set([JSON.stringify({ ok: false, code: 'rate-limited' })]));
    await until(() => o.said.length === 1 + 25 - refused.length);
    expect(o.said.map(({ seq }) => seq)).toEqual(o.said.map((_, i) => i + 1));
  });

  it('C5: carries a place on a slide of the case, and none of another', async () => {
    const [a, b] = [await join(ana!), await join(eva!)];
    const place = { slideId: slideIds[0]!, view: { x: 10.5, y: -3, resolution: 0.25, rotation: 1 }, mark: { id: randomUUID(), layer: 'case' } };
    expect(await a.say('look', randomUUID(), place)).toEqual({ ok: true, value: null });
    expect(await a.say('look', randomUUID(), { ...place, slideId: randomUUID() })).toEqual({ ok: false, code: 'not-found' });
    await until(() => b.said.length === 1);
    expect(b.said[0]!.place).toEqual(place);
    expect((await join(oz!)).recent![0]!.place).toEqual(place);
  });

  it('C6: takes back one’s own message for good, and nobody else’s', async () => {
    const [a, b] = [await join(ana!), await join(eva!)];
    const id = randomUUID();
    await a.say('a name that should not be here', id, { slideId: slideIds[0]!, view: null, mark: null });
    expect(await b.client.ask('chat:take-back', { id })).toEqual({ ok: false, code: 'not-found' });
    expect(await a.client.ask('chat:take-back', { id: randomUUID() })).toEqual({ ok: false, code: 'not-found' });
    expect(await a.client.ask('chat:take-back', { id })).toEqual({ ok: true, value: null });
    await until(() => b.said.length === 2);
    expect(b.said[1]).toMatchObject({ id, seq: 1, text: '', place: null, isTakenBack: true });
    expect((await join(oz!)).recent).toEqual([b.said[1]]);
    // A late resend of it brings nothing back.
    await a.say('a name that should not be here', id);
    expect((await join(oz!)).recent).toEqual([b.said[1]]);
  });

  it('C8: a host keeps one person or the observers from writing, and tells those whom it concerns why', async () => {
    const [a, b, o] = [await join(ana!), await join(eva!), await join(oz!)];
    const told = ({ client }: Reader): unknown => client.told('chat:muted').at(-1);
    const mute = (by: Reader, whom: string, reason: string | null): Promise<Reply> => by.client.ask('chat:mute', { whom, reason });
    const done = { ok: true, value: null };
    expect(await mute(b, oz!.id, 'host')).toEqual({ ok: false, code: 'forbidden' });
    expect(await mute(a, ana!.id, 'host')).toEqual({ ok: false, code: 'forbidden' });
    expect(await mute(a, randomUUID(), 'host')).toEqual({ ok: false, code: 'not-found' });
    expect(await mute(a, eva!.id, 'rude')).toEqual({ ok: false, code: 'body.malformed' });

    expect(await mute(a, eva!.id, 'patient')).toEqual(done);
    const ofEva = { whom: eva!.id, by: ana!.id, reason: 'patient' };
    await until(() => JSON.stringify([told(a), told(b), told(o)]) === JSON.stringify([[ofEva], [ofEva], []]));
    expect(await b.say('no')).toEqual({ ok: false, code: 'chat.muted' });
    const otherTab = await join(eva!);
    await until(() => JSON.stringify(told(otherTab)) === JSON.stringify([ofEva]));
    expect([await otherTab.say('no'), await o.say('yes'), await a.say('yes')]).toEqual([{ ok: false, code: 'chat.muted' }, done, done]);

    expect(await mute(a, eva!.id, null)).toEqual(done);
    expect(await mute(a, 'observers', 'host')).toEqual(done);
    await until(() => JSON.stringify([told(b), told(o)]) === JSON.stringify([[], [{ whom: 'observers', by: ana!.id, reason: 'host' }]]));
    expect([await b.say('yes'), await o.say('no')]).toEqual([done, { ok: false, code: 'chat.muted' }]);
    await server.fetch(`/api/cases/${caseId}/members/${oz!.id}`, ana!, { method: 'PUT', body: JSON.stringify({ role: 'resident' }) });
    await until(() => JSON.stringify(told(o)) === '[]');
    expect(await o.say('as a resident')).toEqual(done);
  });

  it('C4: refuses what is no message', async () => {
    const a = await join(ana!);
    for (const body of [undefined, {}, { id: 'x', text: 'a', place: null }, { id: randomUUID(), text: '', place: null }, { id: randomUUID(), text: 'x'.repeat(2_001), place: null }]) {
      expect(await a.client.ask('chat:say', body)).toEqual({ ok: false, code: 'body.malformed' });
    }
    expect(a.said).toEqual([]);
  });
});
