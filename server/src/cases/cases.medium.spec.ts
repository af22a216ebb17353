import type { CaseSummary } from '@parfocal/shared/api';
import { randomUUID } from 'node:crypto';
import { Database } from '../platform/index.js';
import { codeIn, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

import { CaseSlideRecord } from './case.entity.js';
import { CaseAccess, Cases } from './index.js';

describe('cases over HTTP', () => {
  let server: TestServer;
  let [ana, ben, eve]: TestPerson[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, eve] = [await server.person('ana'), await server.person('ben'), await server.person('eve')];
  });
  afterAll(() => server.close());

  const list = async (person: TestPerson): Promise<CaseSummary[]> => (await server.fetch('/api/cases', person)).json() as Promise<CaseSummary[]>;

  it('shows a case to its members with their own role, and to nobody else', async () => {
    const { caseId, slideIds } = await server.case(ana!, { [ben!.id]: 'expert' }, 2);
    expect((await list(ana!)).find(({ id }) => id === caseId)).toMatchObject({ role: 'referrer', slides: slideIds.map((id) => ({ id })), session: null });
    expect((await list(ben!)).find(({ id }) => id === caseId)).toMatchObject({ role: 'expert' });
    expect(await list(eve!)).toEqual([]);
  });

  it('answers a stranger as if the case did not exist', async () => {
    const { caseId } = await server.case(ana!);
    const bodies = [caseId, randomUUID()].map(async (id) => {
      const answer = await server.fetch(`/api/cases/${id}`, eve);
      return { status: answer.status, code: await codeIn(answer) };
    });
    expect(await Promise.all(bodies)).toEqual([{ status: 404, code: 'not-found' }, { status: 404, code: 'not-found' }]);
  });

  it('lets the referrer invite, change and remove; nobody else', async () => {
    const { caseId } = await server.case(ana!, { [ben!.id]: 'expert' });
    const put = (by: TestPerson, role: string): Promise<Response> => server.fetch(`/api/cases/${caseId}/members/${eve!.id}`, by, { method: 'PUT', body: JSON.stringify({ role }) });
    expect((await put(ben!, 'observer')).status).toBe(403);
    expect((await put(eve!, 'observer')).status).toBe(404);
    expect((await put(ana!, 'observer')).status).toBe(200);
    expect((await server.fetch(`/api/cases/${caseId}`, eve)).status).toBe(200);
    expect((await put(ana!, 'emperor')).status).toBe(400);
    expect((await server.fetch(`/api/cases/${caseId}/members/${eve!.id}`, ana, { method: 'DELETE' })).status).toBe(204);
    expect((await server.fetch(`/api/cases/${caseId}`, eve)).status).toBe(404);
  });

  it('keeps the last referrer of a case', async () => {
    const { caseId } = await server.case(ana!);
    const leave = await server.fetch(`/api/cases/${caseId}/members/${ana!.id}`, ana, { method: 'DELETE' });
    expect([leave.status, await codeIn(leave)]).toEqual([422, 'member.last-owner']);
  });

  it('keeps the last referrer also where all of them leave at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { caseId } = await server.case(ana!, { [ben!.id]: 'referrer' });
      const leave = [ana!, ben!].map((person) => server.fetch(`/api/cases/${caseId}/members/${person.id}`, person, { method: 'DELETE' }));
      expect((await Promise.all(leave)).map(({ status }) => status).sort()).toEqual([204, 422]);
    }
  });

  it('takes invitations of one person, and slides, that come at the same moment', async () => {
    const { caseId } = await server.case(ana!, {}, 0);
    const roles = ['expert', 'resident', 'observer', 'expert'];
    const put = roles.map((role) => server.fetch(`/api/cases/${caseId}/members/${ben!.id}`, ana, { method: 'PUT', body: JSON.stringify({ role }) }));
    expect((await Promise.all(put)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const slideIds = await Promise.all(roles.map(() => server.slide()));
    await Promise.all(slideIds.map((slideId) => server.app.get(Cases).addSlide(caseId, slideId)));
    const places = await server.app.get(Database).read.findBy(CaseSlideRecord, { caseId });
    expect(places.map(({ position }) => position).sort()).toEqual([0, 1, 2, 3]);
  });

  it('sees a slide that another process brought in', async () => {
    const { caseId } = await server.case(ana!);
    const slideId = await server.slide();
    const access = server.app.get(CaseAccess);
    expect([await access.hasSlide(caseId, slideId), await access.maySee(ana!.id, slideId)]).toEqual([false, false]);
    await server.app.get(Database).write((manager) => manager.insert('case_slide', { caseId, slideId, position: 9 }));
    await until(async () => (await access.hasSlide(caseId, slideId)) && access.maySee(ana!.id, slideId));
    expect(await access.maySee(eve!.id, slideId)).toBe(false);
  });

  it('survives a restart', async () => {
    const { caseId } = await server.case(ana!);
    server = await server.restart();
    expect((await list(ana!)).map(({ id }) => id)).toContain(caseId);
  });

  it('keeps two writes at once apart, so that one failing does not take the other with it', async () => {
    const create = (accession: string): Promise<Response> =>
      server.fetch('/api/cases', ana, { method: 'POST', body: JSON.stringify({ accession, title: 'x', question: '' }) });
    const { caseId } = await server.case(ana!);
    const failing = server.fetch(`/api/cases/${caseId}/members/${randomUUID()}`, ana, { method: 'DELETE' });
    const answers = await Promise.all([...Array.from({ length: 10 }, (_, i) => create(`P-${i}`)), failing]);
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 201), 404]);
    expect((await list(ana!)).filter(({ accession }) => accession.startsWith('P-'))).toHaveLength(10);
  });
});
