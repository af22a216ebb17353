import type { CaseSummary, SlideAlignment } from '@parfocal/shared/api';
import { randomUUID } from 'node:crypto';
import { Database } from '../platform/index.js';
import { codeIn, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';
import { CaseSlideRecord } from './case.entity.js';
import { CaseAccess } from './index.js';

const numbers = { scale: 1.5, rotation: 0.25, dx: -1234.5678901234, dy: 98765.4321098765 };

describe('what is stored of a case’s slides', () => {
  let server: TestServer;
  let [ana, ben, otto, eve]: TestPerson[] = [];
  let caseId: string;
  let [slideA, slideB]: string[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, otto, eve] = [await server.person('ana'), await server.person('ben'), await server.person('otto'), await server.person('eve')];
  });
  beforeEach(async () => {
    const made = await server.case(ana!, { [ben!.id]: 'expert', [otto!.id]: 'observer' }, 2);
    caseId = made.caseId;
    [slideA, slideB] = made.slideIds.sort();
  });
  afterAll(() => server.close());

  const put = (by: TestPerson, pair: object): Promise<Response> => server.fetch(`/api/cases/${caseId}/alignments`, by, { method: 'PUT', body: JSON.stringify(pair) });
  const list = async (by: TestPerson): Promise<SlideAlignment[]> => (await server.fetch(`/api/cases/${caseId}/alignments`, by)).json() as Promise<SlideAlignment[]>;
  const remove = (by: TestPerson): Promise<Response> => server.fetch(`/api/cases/${caseId}/alignments/${slideA}/${slideB}`, by, { method: 'DELETE' });

  describe('alignments', () => {
    it('keeps a pair to the last digit, and the newest of it, for every member', async () => {
      expect((await put(ana!, { slideA, slideB, ...numbers, scale: 9 })).status).toBe(200);
      expect((await put(ben!, { slideA, slideB, ...numbers })).status).toBe(200);
      expect(await list(otto!)).toEqual([{ slideA, slideB, ...numbers, personId: ben!.id, at: expect.any(Number) }]);
    });

    it('takes none from who may only watch, nor from a stranger', async () => {
      expect((await put(otto!, { slideA, slideB, ...numbers })).status).toBe(403);
      expect((await put(eve!, { slideA, slideB, ...numbers })).status).toBe(404);
      expect((await server.fetch(`/api/cases/${caseId}/alignments`, eve)).status).toBe(404);
      expect(await list(ana!)).toEqual([]);
    });

    it('takes none of another case’s slide, nor one in the wrong order', async () => {
      const other = await server.slide();
      const [first, second] = [slideA!, other].sort();
      expect((await put(ana!, { slideA: first, slideB: second, ...numbers })).status).toBe(404);
      const swapped = await put(ana!, { slideA: slideB, slideB: slideA, ...numbers });
      expect([swapped.status, await codeIn(swapped)]).toEqual([400, 'body.malformed']);
    });

    it('forgets a pair once, and not for who may only watch', async () => {
      await put(ana!, { slideA, slideB, ...numbers });
      expect((await remove(otto!)).status).toBe(403);
      expect([(await remove(ben!)).status, (await remove(ben!)).status]).toEqual([204, 404]);
      expect(await list(ana!)).toEqual([]);
    });

    it('shows none of a slide that left the case', async () => {
      await put(ana!, { slideA, slideB, ...numbers });
      await server.app.get(Database).write((manager) => manager.delete(CaseSlideRecord, { caseId, slideId: slideB }));
      expect(await list(ana!)).toEqual([]);
    });

    it('keeps the newest where several come at the same moment', async () => {
      const answers = await Promise.all([1, 2, 3, 4].map((scale) => put(ana!, { slideA, slideB, ...numbers, scale })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(await list(ana!)).toHaveLength(1);
    });

    it('tells whoever listens to the case', async () => {
      const heard: string[] = [];
      const listening = server.app.get(CaseAccess).changes.subscribe((change) => heard.push(`${change.kind} ${change.caseId}`));
      await put(ana!, { slideA, slideB, ...numbers });
      await remove(ana!);
      listening.unsubscribe();
      expect(heard).toEqual([`slides ${caseId}`, `slides ${caseId}`]);
    });
  });

  describe('names', () => {
    const rename = (by: TestPerson, slideId: string, name: unknown): Promise<Response> =>
      server.fetch(`/api/cases/${caseId}/slides/${slideId}`, by, { method: 'PATCH', body: JSON.stringify({ name }) });

    it('are changed by a referrer, for everyone', async () => {
      const answer = await rename(ana!, slideA!, '  B2 · Ki-67 ');
      expect([answer.status, await answer.json()]).toMatchObject([200, { id: slideA, name: 'B2 · Ki-67' }]);
      const { slides } = (await (await server.fetch(`/api/cases/${caseId}`, ben)).json()) as CaseSummary;
      expect(slides.find(({ id }) => id === slideA)).toMatchObject({ name: 'B2 · Ki-67' });
    });

    it('stay as they are for anyone else, and without words', async () => {
      expect((await rename(ben!, slideA!, 'mine')).status).toBe(403);
      expect((await rename(eve!, slideA!, 'mine')).status).toBe(404);
      expect((await rename(ana!, slideA!, '   ')).status).toBe(400);
      expect((await rename(ana!, slideA!, 'x'.repeat(121))).status).toBe(400);
    });

    it('of a slide of another case are not this referrer’s', async () => {
      expect((await rename(ana!, await server.slide(), 'mine')).status).toBe(404);
      expect((await rename(ana!, randomUUID(), 'mine')).status).toBe(404);
    });
  });
});
