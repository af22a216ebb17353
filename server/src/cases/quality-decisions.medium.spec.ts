import { randomUUID } from 'node:crypto';
import type { CaseSummary, QualityReport, SlideQuality } from '@parfocal/shared/api';
import { Database } from '../platform/index.js';
import { Slide, SlideChanges } from '../slides/index.js';
import { codeIn, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';
import { CaseAccess, Cases } from './index.js';

const REPORT: QualityReport = {
  verdict: 'rejected',
  reasons: [{ code: 'out-of-focus', severity: 'rejection', measured: 0.81, limit: 0.5 }],
  occasion: 'consultation',
  tissueShare: 0.2,
  blurredShare: 0.81,
  unreadableTiles: 0,
  focus: { columns: 2, rows: 2, cells: '.09?' },
  measuredAt: 1_780_000_000_000,
};

describe('what is decided in spite of quality control', () => {
  let server: TestServer;
  let [ana, ben, eve]: TestPerson[] = [];
  let [caseId, slideId]: string[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, eve] = [await server.person('ana'), await server.person('ben'), await server.person('eve')];
  });
  beforeEach(async () => {
    const made = await server.case(ana!, { [ben!.id]: 'expert' });
    [caseId, slideId] = [made.caseId, made.slideIds[0]];
    await measure(slideId!);
  });
  afterAll(() => server.close());

  const measure = (id: string, quality: SlideQuality | null = { report: REPORT, overrules: [] }): Promise<unknown> =>
    server.app.get(Database).write((manager) => manager.update(Slide, { id }, { quality }));
  const decide = (by: TestPerson | undefined, body: unknown, slide = slideId): Promise<Response> =>
    server.fetch(`/api/cases/${caseId}/slides/${slide}/quality`, by, { method: 'POST', body: JSON.stringify(body) });
  const verdict = async (): Promise<unknown> => ((await (await server.fetch(`/api/cases/${caseId}`, ana)).json()) as CaseSummary).slides[0]?.verdict;

  it('is kept beside the measurement, with who and why, and counts from then on', async () => {
    expect(await verdict()).toBe('rejected');
    const answer = await decide(ana!, { verdict: 'accepted', reason: '  The blurred part is fat. ' });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      report: REPORT,
      overrules: [{ verdict: 'accepted', reason: 'The blurred part is fat.', personId: ana!.id, personName: 'ana', at: expect.any(Number) }],
    });
    expect(await verdict()).toBe('accepted');
  });

  it('never replaces what was decided before', async () => {
    await decide(ana!, { verdict: 'accepted', reason: 'first' });
    await decide(ana!, { verdict: 'rejected', reason: 'second' });
    const answer = await decide(ana!, { verdict: 'warned', reason: 'third' });
    expect(((await answer.json()) as SlideQuality).overrules.map(({ reason }) => reason)).toEqual(['first', 'second', 'third']);
    expect(await verdict()).toBe('warned');
  });

  it('hears both of two who decide at the same moment', async () => {
    const reasons = ['one', 'two', 'three', 'four'];
    const answers = await Promise.all(reasons.map((reason) => decide(ana!, { verdict: 'accepted', reason })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const kept = await server.app.get(Database).read.findOneByOrFail(Slide, { id: slideId });
    expect(kept.quality!.overrules.map(({ reason }) => reason).sort()).toEqual([...reasons].sort());
  });

  it('is for who manages the case, and for nobody else', async () => {
    const decision = { verdict: 'accepted', reason: 'I want to see it' };
    expect([(await decide(ben!, decision)).status, (await decide(eve!, decision)).status, (await decide(undefined, decision)).status]).toEqual([403, 404, 401]);
    expect(await verdict()).toBe('rejected');
  });

  it('is about a slide of this case that was measured', async () => {
    const other = await server.slide();
    await measure(other);
    const decision = { verdict: 'accepted', reason: 'x' };
    expect([(await decide(ana!, decision, other)).status, (await decide(ana!, decision, randomUUID())).status]).toEqual([404, 404]);
    await measure(slideId!, null);
    const answer = await decide(ana!, decision);
    expect([answer.status, await codeIn(answer)]).toEqual([404, 'not-found']);
  });

  it.each<[string, unknown]>([
    ['no reason', { verdict: 'accepted' }],
    ['a reason of spaces', { verdict: 'accepted', reason: '   ' }],
    ['a reason without end', { verdict: 'accepted', reason: 'x'.repeat(501) }],
    ['a NUL in the reason', { verdict: 'accepted', reason: 'a\0b' }],
    ['a verdict of its own', { verdict: 'perfect', reason: 'x' }],
    ['somebody else’s name', { verdict: 'accepted', reason: 'x', personName: 'Ben', personId: randomUUID() }],
    ['a list', [{ verdict: 'accepted', reason: 'x' }]],
    ['nothing', null],
  ])('is refused with %s', async (_, body) => {
    const answer = await decide(ana!, body);
    expect([answer.status, await codeIn(answer)]).toEqual([400, 'body.malformed']);
    expect(await verdict()).toBe('rejected');
  });

  it('keeps words of any script as they are', async () => {
    const reason = '边缘失焦，不影响诊断 · “OK” 🔬 \\ \' " --';
    const answer = await decide(ana!, { verdict: 'accepted', reason });
    expect(((await answer.json()) as SlideQuality).overrules[0]!.reason).toBe(reason);
  });

  it('is told to every case that has the slide, and to who remembers its verdict', async () => {
    const cases = server.app.get(Cases);
    const second = await cases.create(ben!.id, { accession: `Q-${slideId!.slice(0, 8)}`, title: 'second', question: '' });
    await cases.addSlide(second, slideId!);
    const told: string[] = [];
    const changed: unknown[] = [];
    const subscriptions = [
      server.app.get(CaseAccess).changes.subscribe((change) => told.push(`${change.kind} ${change.caseId}`)),
      server.app.get(SlideChanges).all.subscribe((change) => changed.push(change)),
    ];
    await decide(ana!, { verdict: 'accepted', reason: 'x' });
    for (const subscription of subscriptions) subscription.unsubscribe();
    expect(told.sort()).toEqual([`slides ${caseId}`, `slides ${second}`].sort());
    expect(changed).toEqual([{ kind: 'verdict', slideId }]);
  });

  it('comes to an end', async () => {
    const overrules = Array.from({ length: 50 }, () => ({ verdict: 'accepted' as const, reason: 'x', personId: ana!.id, personName: 'ana', at: 1 }));
    await measure(slideId!, { report: REPORT, overrules });
    expect((await decide(ana!, { verdict: 'accepted', reason: 'once more' })).status).toBe(429);
  });
});
