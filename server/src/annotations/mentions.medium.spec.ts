import { randomUUID } from 'node:crypto';
import type { MentionTold } from '@parfocal/shared/protocol';
import type { Socket } from 'socket.io-client';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

describe('mentions', () => {
  let server: TestServer;
  let [ana, ben, otto]: TestPerson[] = [];
  let slideId: string;
  let seats: SessionClient[];
  let told: MentionTold[][];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, otto] = [await server.person('ana'), await server.person('ben'), await server.person('otto')];
  });
  beforeEach(async () => {
    const made = await server.case(ana!, { [ben!.id]: 'expert', [otto!.id]: 'observer' });
    slideId = made.slideIds[0]!;
    const opened = await server.fetch(`/api/cases/${made.caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId }) });
    const { id } = (await opened.json()) as { id: string };
    seats = [await SessionClient.join(server, ana!.cookie, id), await SessionClient.join(server, ben!.cookie, id), await SessionClient.join(server, otto!.cookie, id)];
    told = seats.map(({ socket }) => {
      const heard: MentionTold[] = [];
      (socket as Socket).on('mention:told', (body: MentionTold) => heard.push(body));
      return heard;
    });
  });
  afterEach(() => seats.forEach((seat) => seat.leave()));
  afterAll(() => server.close());

  const place = () => ({ slideId, view: null, mark: { id: randomUUID(), layer: 'case' } });

  it('T1: calls those who are named and here, with who calls and where to, and nobody else', async () => {
    const body = { place: place(), people: [ben!.id, ana!.id, randomUUID()] };
    expect(await seats[0]!.ask('mention:tell', body)).toEqual({ ok: true, value: null });
    await until(() => told[1]!.length > 0);
    expect(told).toEqual([[], [{ from: ana!.id, place: body.place }], []]);
  });

  it('T1: calls nobody where nobody named is here', async () => {
    expect(await seats[0]!.ask('mention:tell', { place: place(), people: [randomUUID()] })).toMatchObject({ ok: true });
    await seats[0]!.ask('mention:tell', { place: place(), people: [ben!.id] });
    await until(() => told[1]!.length > 0);
    expect(told.map((heard) => heard.length)).toEqual([0, 1, 0]);
  });

  it('T1: is refused to who only watches, for a slide of another case, and for what is none', async () => {
    expect(await seats[2]!.ask('mention:tell', { place: place(), people: [ben!.id] })).toEqual({ ok: false, code: 'forbidden' });
    expect(await seats[0]!.ask('mention:tell', { place: { ...place(), slideId: randomUUID() }, people: [ben!.id] })).toEqual({ ok: false, code: 'not-found' });
    const many = Array.from({ length: 21 }, () => randomUUID());
    for (const body of [{ place: place(), people: [] }, { place: place(), people: many }, { place: { ...place(), mark: null }, people: [ben!.id] }, 'ben']) {
      expect(await seats[0]!.ask('mention:tell', body)).toEqual({ ok: false, code: 'body.malformed' });
    }
    expect(told).toEqual([[], [], []]);
  });
});
