import { randomUUID } from 'node:crypto';
import { addComment, changeComment, removeComment } from '@parfocal/shared/annotation';
import type { Mention } from '@parfocal/shared/api';
import { type DocumentLayer, hiddenLayer, privateLayer } from '@parfocal/shared/protocol';
import { Database } from '../platform/index.js';
import { remark } from '../testing/author.js';
import { CollabClient } from '../testing/collab-client.js';
import { startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { MentionRecord } from './mention.entity.js';

jest.setTimeout(30_000);

describe('mentions that are kept', () => {
  let server: TestServer;
  let [ana, ben, eva, stranger]: TestPerson[] = [];
  let caseId: string;
  let slideId: string;
  let clients: CollabClient[];

  beforeEach(async () => {
    server = await startTestServer();
    [ana, ben, eva, stranger] = await Promise.all(['ana', 'ben', 'eva', 'sam'].map((name) => server.person(name)));
    const made = await server.case(ana!, { [ben!.id]: 'expert', [eva!.id]: 'observer' });
    [caseId, slideId] = [made.caseId, made.slideIds[0]!];
    clients = [];
  });
  afterEach(async () => {
    clients.forEach((client) => client.destroy());
    await server.close();
  });

  const at = async (layer: DocumentLayer = 'case'): Promise<CollabClient> => {
    const client = new CollabClient({ url: server.url, person: ana!, name: { caseId, slideId, layer } });
    clients.push(client);
    await until(() => client.isSynced);
    return client;
  };
  const of = async (person: TestPerson): Promise<Mention[]> => (await (await server.fetch('/api/mentions', person)).json()) as Mention[];
  const call = (client: CollabClient, people: readonly string[], annotation: string = randomUUID()): string => {
    const comment = remark(ana!.id, annotation, { mentions: [...people], text: 'what it says stays in the document' });
    addComment(client.document, comment, undefined);
    return comment.id;
  };
  const rows = (): Promise<number> => server.app.get(Database).read.count(MentionRecord);

  it('T2: keeps whom a comment calls, also who is not there: members of the case, not oneself, and not what it says', async () => {
    const client = await at();
    const annotation = randomUUID();
    call(client, [ben!.id, ben!.id, ana!.id, stranger!.id, randomUUID()], annotation);
    await until(async () => (await of(ben!)).length === 1);
    const [mention] = await of(ben!);
    expect(mention).toEqual({ id: expect.any(String), caseId, slideId, layer: 'case', annotation, by: { id: ana!.id, displayName: 'ana' }, at: 1_700_000_000_000, isRead: false });
    expect([await of(ana!), await of(stranger!), await rows()]).toEqual([[], [], 1]);
  });

  it('T2: follows the comment: who is called later is told, and what is taken back calls nobody', async () => {
    const client = await at();
    const first = call(client, [ben!.id]);
    await until(async () => (await of(ben!)).length === 1);
    changeComment(client.document, first, { mentions: [eva!.id] }, undefined);
    await until(async () => (await of(eva!)).length === 1 && (await of(ben!)).length === 0);
    removeComment(client.document, first, undefined);
    await until(async () => (await rows()) === 0);
  });

  it('T2: makes good what a crash left out, when the document is read again', async () => {
    const client = await at();
    call(client, [ben!.id, eva!.id]);
    await until(async () => (await rows()) === 2);
    client.destroy();
    await server.app.get(Database).write((manager) => manager.delete(MentionRecord, { personId: ben!.id }));
    server = await server.restart();
    await at();
    await until(async () => (await of(ben!)).length === 1);
    expect(await rows()).toBe(2);
  });

  it('T3: shows none of where the person may not read: not private, not hidden before it is revealed, not of a case that was left', async () => {
    const [mine, hidden] = [await at(privateLayer(ana!.id)), await at(hiddenLayer(ana!.id))];
    call(mine, [ben!.id]);
    call(hidden, [ben!.id]);
    await until(async () => mine.isSaved && (await rows()) === 1);
    expect(await of(ben!)).toEqual([]);
    await server.fetch(`/api/cases/${caseId}/slides/${slideId}/layers/reveal`, ana!, { method: 'POST', body: JSON.stringify({ personId: ana!.id }) });
    expect((await of(ben!)).map(({ layer }) => layer)).toEqual([hiddenLayer(ana!.id)]);
    await server.fetch(`/api/cases/${caseId}/members/${ben!.id}`, ana!, { method: 'DELETE' });
    expect(await of(ben!)).toEqual([]);
  });

  it('T3: is unread until its person was shown it, and nobody else says so', async () => {
    const client = await at();
    const annotation = randomUUID();
    call(client, [ben!.id, eva!.id], annotation);
    await until(async () => (await of(ben!)).length === 1);
    const read = (person: TestPerson, annotations: unknown): Promise<Response> => server.fetch('/api/mentions/read', person, { method: 'POST', body: JSON.stringify({ annotations }) });
    expect((await read(eva!, [annotation, randomUUID()])).status).toBe(204);
    expect([(await of(ben!))[0]!.isRead, (await of(eva!))[0]!.isRead]).toEqual([false, true]);
    expect([(await read(ben!, [])).status, (await read(ben!, ['x'])).status]).toEqual([400, 400]);
  });
});
