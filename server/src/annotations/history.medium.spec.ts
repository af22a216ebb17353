import { randomUUID } from 'node:crypto';
import type { HistoryPage } from '@parfocal/shared/api';
import type { DocumentLayer, DocumentName } from '@parfocal/shared/protocol';
import { CollabClient } from '../testing/collab-client.js';
import { codeIn, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

describe('the time line of a slide', () => {
  let server: TestServer;
  let [ana, ben, otto, eve]: TestPerson[] = [];
  let caseId: string;
  let slideId: string;
  const clients: CollabClient[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, otto, eve] = [await server.person('ana'), await server.person('ben'), await server.person('otto'), await server.person('eve')];
  });
  beforeEach(async () => {
    const made = await server.case(ana!, { [ben!.id]: 'expert', [otto!.id]: 'observer' });
    [caseId, slideId] = [made.caseId, made.slideIds[0]!];
  });
  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));
  afterAll(() => server.close());

  const path = (query = ''): string => `/api/cases/${caseId}/slides/${slideId}/history${query}`;
  const ask = (by: TestPerson | undefined, query = ''): Promise<Response> => server.fetch(path(query), by);
  const page = async (by: TestPerson, query = ''): Promise<HistoryPage> => (await ask(by, query)).json() as Promise<HistoryPage>;
  const at = async (person: TestPerson, layer: DocumentLayer = 'case'): Promise<CollabClient> => {
    const name: DocumentName = { caseId, slideId, layer };
    const client = new CollabClient({ url: server.url, person, name });
    clients.push(client);
    await until(() => client.isSynced);
    return client;
  };

  it('D20: names who did what, for every member', async () => {
    const [a, b] = [await at(ana!), await at(ben!)];
    const drawn = a.draw({ label: 'a' });
    await until(() => a.isSaved);
    const other = b.draw({ label: 'b' });
    await until(() => b.isSaved);
    a.change(drawn.id, { label: 'c' });
    await until(() => a.isSaved);
    for (const member of [ana!, ben!, otto!]) {
      const { items, next, keptSince } = await page(member);
      expect(items.map(({ personId, verb, entry, state }) => [personId, verb, entry, state.label])).toEqual([[ben!.id, 'created', other.id, 'b'], [ana!.id, 'created', drawn.id, 'c']]);
      expect([next, keptSince]).toEqual([null, null]);
    }
  });

  it('D22: does not exist for strangers, without a login, or of another case’s slide', async () => {
    expect([(await ask(eve)).status, (await ask(undefined)).status]).toEqual([404, 401]);
    const elsewhere = await server.slide();
    expect((await server.fetch(`/api/cases/${caseId}/slides/${elsewhere}/history`, ana)).status).toBe(404);
  });

  it('D22, L1: that of a private layer is its owner’s alone, and of a hidden one until it is revealed', async () => {
    for (const layer of [`private~${ben!.id}`, `hidden~${ben!.id}`] as const) {
      const b = await at(ben!, layer);
      b.draw({ label: 'mine' });
      await until(() => b.isSaved);
      expect((await page(ben!, `?layer=${layer}`)).items).toHaveLength(1);
      for (const other of [ana!, otto!, eve!]) {
        const [hidden, none] = [await ask(other, `?layer=${layer}`), await ask(other, `?layer=private~${randomUUID()}`)];
        expect([hidden.status, await hidden.json()]).toMatchObject([404, { code: 'not-found' }]);
        expect([none.status, await codeIn(none)]).toEqual([404, 'not-found']);
      }
    }
  });

  it.each(['?before=1', '?before=1.-2', '?before=1.2.3', '?entry=x', `?layer=${'x'.repeat(61)}`, '?before=99999999999.0'])('D22: refuses %s', async (query) => {
    const answer = await ask(ana, query);
    expect([answer.status, await codeIn(answer)]).toEqual([400, 'body.malformed']);
  });

  it.each(['?layer=', '?layer=nothing', '?layer=..%2fcase', '?layer=case%2f'])('D22: knows no layer %s', async (query) => {
    expect((await ask(ana, query)).status).toBe(404);
  });
});
