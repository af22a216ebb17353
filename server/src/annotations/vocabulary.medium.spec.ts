import { randomUUID } from 'node:crypto';
import { type AnnotationClass, CLASSES_MAX, DEFAULT_VOCABULARY, type Vocabulary } from '@parfocal/shared/api';
import { codeIn, SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

const classOf = (words: Partial<AnnotationClass> = {}): AnnotationClass => ({ id: randomUUID(), en: 'Perineural invasion', zh: '神经侵犯', colour: 1, isHidden: false, ...words });

describe('the vocabulary of a case', () => {
  let server: TestServer;
  let [ana, ben, otto, eve]: TestPerson[] = [];
  let caseId: string;
  let slideId: string;

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, otto, eve] = [await server.person('ana'), await server.person('ben'), await server.person('otto'), await server.person('eve')];
  });
  beforeEach(async () => {
    const made = await server.case(ana!, { [ben!.id]: 'expert', [otto!.id]: 'observer' });
    [caseId, slideId] = [made.caseId, made.slideIds[0]!];
  });
  afterAll(() => server.close());

  const path = (): string => `/api/cases/${caseId}/vocabulary`;
  const get = async (by: TestPerson): Promise<Vocabulary> => (await server.fetch(path(), by)).json() as Promise<Vocabulary>;
  const put = (by: TestPerson, body: unknown): Promise<Response> => server.fetch(path(), by, { method: 'PUT', body: JSON.stringify(body) });
  const withMore = ({ revision, classes }: Vocabulary, ...more: AnnotationClass[]): Vocabulary => ({ revision, classes: [...classes, ...more] });
  const open = (by: TestPerson): Promise<Response> => server.fetch(`/api/cases/${caseId}/session`, by, { method: 'POST', body: JSON.stringify({ slideId }) });

  it('K2: is read by every member, and does not exist for a stranger', async () => {
    for (const member of [ana!, ben!, otto!]) expect(await get(member)).toEqual(DEFAULT_VOCABULARY);
    expect([(await server.fetch(path(), eve)).status, (await put(eve!, DEFAULT_VOCABULARY)).status]).toEqual([404, 404]);
  });

  it('K2: is changed by a referrer, to the last letter, for everyone', async () => {
    const wanted = withMore(DEFAULT_VOCABULARY, classOf());
    const answer = await put(ana!, wanted);
    expect([answer.status, await answer.json()]).toEqual([200, { ...wanted, revision: 1 }]);
    expect(await get(otto!)).toEqual({ ...wanted, revision: 1 });
  });

  it('K2: is changed by whoever hosts the open session, and by no other member', async () => {
    expect([(await put(ben!, DEFAULT_VOCABULARY)).status, (await put(otto!, DEFAULT_VOCABULARY)).status]).toEqual([403, 403]);
    await open(ben!);
    expect([(await put(ben!, withMore(DEFAULT_VOCABULARY, classOf()))).status, (await put(otto!, await get(otto!))).status]).toEqual([200, 403]);
    expect((await get(ana!)).classes).toHaveLength(DEFAULT_VOCABULARY.classes.length + 1);
  });

  it('K3: renames, recolours, hides and reorders what there is, but removes nothing', async () => {
    const [tumour, stroma, ...rest] = DEFAULT_VOCABULARY.classes;
    const without = await put(ana!, { revision: 0, classes: rest });
    expect([without.status, await codeIn(without)]).toEqual([400, 'body.malformed']);
    const changed = [...rest, { ...stroma!, isHidden: true }, { ...tumour!, en: 'Carcinoma', colour: 2 }];
    expect((await put(ana!, { revision: 0, classes: changed })).status).toBe(200);
    expect(await get(ben!)).toEqual({ revision: 1, classes: changed });
  });

  it('K3: takes what was made of the newest alone', async () => {
    expect((await put(ana!, DEFAULT_VOCABULARY)).status).toBe(200);
    const late = await put(ana!, withMore(DEFAULT_VOCABULARY, classOf()));
    expect([late.status, await codeIn(late)]).toEqual([409, 'vocabulary.stale']);
    expect((await get(ana!)).classes).toHaveLength(DEFAULT_VOCABULARY.classes.length);
  });

  it('K3: takes one of several that come at the same moment, also the very first', async () => {
    for (const revision of [0, 1]) {
      const { classes } = await get(ana!);
      const answers = await Promise.all([1, 2, 3, 4].map(() => put(ana!, { revision, classes })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    }
    expect((await get(ana!)).revision).toBe(2);
  });

  it.each([
    ['more classes than there is room for', () => ({ revision: 0, classes: [...DEFAULT_VOCABULARY.classes, ...Array.from({ length: CLASSES_MAX }, () => classOf())] })],
    ['a class without a name', () => withMore(DEFAULT_VOCABULARY, classOf({ en: ' ', zh: '' }))],
    ['a colour that is none', () => withMore(DEFAULT_VOCABULARY, classOf({ colour: 8 }))],
    ['a field that nobody knows', () => ({ ...DEFAULT_VOCABULARY, owner: 'eve' })],
    ['no classes', () => ({ revision: 0 })],
  ])('K1: refuses %s', async (_what, body) => {
    const answer = await put(ana!, body());
    expect([answer.status, await codeIn(answer)]).toEqual([400, 'body.malformed']);
    expect(await get(ana!)).toEqual(DEFAULT_VOCABULARY);
  });

  it('K4: is told to everyone in a session of the case', async () => {
    const { id } = (await (await open(ana!)).json()) as { id: string };
    const watching = await SessionClient.join(server, otto!.cookie, id);
    const before = watching.caseChanges;
    await put(ana!, DEFAULT_VOCABULARY);
    await until(() => watching.caseChanges > before);
    watching.leave();
  });
});
