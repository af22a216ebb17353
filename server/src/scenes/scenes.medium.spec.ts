import { randomUUID } from 'node:crypto';
import { type Scene, type SceneList, type SceneShown, SCENES_MAX } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { Database } from '../platform/index.js';
import { codeIn, SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { SceneListRecord } from './scene.entity.js';

describe('the scenes of a case', () => {
  let server: TestServer;
  let [ana, ben, rosa, otto, eve]: TestPerson[] = [];
  let caseId: string;
  let [slideA, slideB]: string[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, rosa, otto, eve] = await Promise.all(['ana', 'ben', 'rosa', 'otto', 'eve'].map((name) => server.person(name)));
  });
  beforeEach(async () => {
    const made = await server.case(ana!, { [ben!.id]: 'expert', [rosa!.id]: 'resident', [otto!.id]: 'observer' }, 2);
    caseId = made.caseId;
    [slideA, slideB] = made.slideIds;
  });
  afterAll(() => server.close());

  const appearance = { brightness: 0.1, contrast: 1, gamma: 1, saturation: 1, whitePoint: [240, 241, 242] as [number, number, number], isColourManaged: false, z: 2, channels: [{ on: true, colour: '#00ff7f', low: 5, high: 4000 }] };
  const shownOn = (slideId: string, words: Partial<SceneShown> = {}): SceneShown => ({
    slideId, view: { x: 1234.5, y: -6.25, resolution: 0.75, rotation: 1.5, widthPx: 1280, heightPx: 720 }, mark: null, appearance,
    panes: [{ slideId: slideB!, appearance, relation: { scale: 1.5, rotation: 0.25, dx: -10.5, dy: 20 }, view: null }], isLinked: true, ...words,
  });
  const path = (tail = ''): string => `/api/cases/${caseId}/scenes${tail}`;
  const ask = (by: TestPerson | undefined, method: string, tail: string, body?: unknown): Promise<Response> =>
    server.fetch(path(tail), by, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const list = async (by: TestPerson = otto!): Promise<SceneList> => (await ask(by, 'GET', '')).json() as Promise<SceneList>;
  const titles = async (): Promise<string> => (await list()).scenes.map(({ title }) => title).join(' ');
  const make = (by: TestPerson, title: string, words: object = {}): Promise<Response> => ask(by, 'POST', '', { id: randomUUID(), title, shown: shownOn(slideA!), ...words });
  const made = async (by: TestPerson, title: string): Promise<Scene> => ((await (await make(by, title)).json()) as SceneList).scenes.at(-1)!;
  const move = (by: TestPerson, id: string, behind: string | null): Promise<Response> => ask(by, 'POST', `/${id}/move`, { behind });
  const outcome = async (answer: Response): Promise<unknown> => (answer.ok ? answer.status : `${answer.status} ${await codeIn(answer)}`);

  it('N1: are kept to the last digit, for every member', async () => {
    const [id, mark] = [randomUUID(), { id: randomUUID(), layer: 'case' }];
    const answer = await make(ben!, 'Margin', { id, note: '切缘', shown: shownOn(slideA!, { mark: mark as SceneShown['mark'] }) });
    expect(answer.status).toBe(200);
    const kept = await list(otto!);
    expect(kept).toEqual(await answer.json());
    expect(kept).toEqual({
      revision: 1,
      scenes: [{ id, revision: 0, title: 'Margin', note: '切缘', shown: { ...shownOn(slideA!), mark }, author: ben!.id, createdAt: expect.any(Number), updatedAt: expect.any(Number) }],
    });
  });

  it('N1: show slides of the case alone, also beside the first', async () => {
    const foreign = await server.slide();
    expect(await outcome(await make(ana!, 'x', { shown: shownOn(foreign) }))).toBe('404 not-found');
    expect(await outcome(await make(ana!, 'x', { shown: shownOn(slideA!, { panes: [{ slideId: foreign, appearance, relation: null, view: null }] }) }))).toBe('404 not-found');
    const own = await made(ana!, 'x');
    expect(await outcome(await ask(ana, 'PATCH', `/${own.id}`, { revision: 0, shown: shownOn(foreign) }))).toBe('404 not-found');
    expect(await outcome(await make(ana!, 'x', { shown: { ...shownOn(slideA!), view: null } }))).toBe('400 body.malformed');
    expect((await list()).revision).toBe(1);
  });

  it('N2: are made by whoever may annotate, and do not exist for a stranger', async () => {
    for (const by of [ana!, ben!, rosa!]) expect((await make(by, by.name)).status).toBe(200);
    expect(await titles()).toBe('ana ben rosa');
    const { id } = (await list()).scenes[0]!;
    const asks = (by: TestPerson): Promise<Response>[] => [make(by, 'x'), move(by, id, null), ask(by, 'PATCH', `/${id}`, { revision: 0, title: 'x' }), ask(by, 'DELETE', `/${id}`)];
    expect(await Promise.all((await Promise.all(asks(otto!))).map(outcome))).toEqual(Array(4).fill('403 forbidden'));
    expect(await Promise.all((await Promise.all([ask(eve, 'GET', ''), ...asks(eve!)])).map(outcome))).toEqual(Array(5).fill('404 not-found'));
  });

  it('N2: are changed and removed by their author, a referrer, and whoever hosts the session', async () => {
    const own = await made(ben!, 'of ben');
    const rename = (by: TestPerson, revision: number): Promise<Response> => ask(by, 'PATCH', `/${own.id}`, { revision, title: `by ${by.name}` });
    expect([await outcome(await rename(rosa!, 0)), await outcome(await ask(rosa, 'DELETE', `/${own.id}`))]).toEqual(['403 forbidden', '403 forbidden']);
    expect([(await rename(ben!, 0)).status, (await rename(ana!, 1)).status]).toEqual([200, 200]);
    await server.fetch(`/api/cases/${caseId}/session`, rosa, { method: 'POST', body: JSON.stringify({ slideId: slideA }) });
    expect((await rename(rosa!, 2)).status).toBe(200);
    expect((await list()).scenes).toMatchObject([{ title: 'by rosa', author: ben!.id, revision: 3, shown: shownOn(slideA!) }]);
    expect([(await ask(rosa, 'DELETE', `/${own.id}`)).status, await outcome(await ask(ben, 'DELETE', `/${own.id}`))]).toEqual([200, '404 not-found']);
    expect((await list()).scenes).toEqual([]);
  });

  it('N2: are no more to be changed by an author who only observes by now', async () => {
    const own = await made(ben!, 'of ben');
    await server.app.get(Cases).putMember(caseId, ben!.id, 'observer');
    expect(await outcome(await ask(ben, 'DELETE', `/${own.id}`))).toBe('403 forbidden');
  });

  it('N3: go behind another one, or before all', async () => {
    const [a, b, c] = [await made(ana!, 'a'), await made(ana!, 'b'), await made(ana!, 'c')];
    await move(rosa!, a!.id, b!.id);
    expect(await titles()).toBe('b a c');
    await move(ben!, c!.id, null);
    expect(await titles()).toBe('c b a');
    await move(ben!, b!.id, a!.id);
    expect(await titles()).toBe('c a b');
    expect((await list()).scenes.map(({ revision }) => revision)).toEqual([0, 0, 0]);
  });

  it('N3: are moved by several at the same moment without losing one', async () => {
    const all: Scene[] = [];
    for (const title of ['a', 'b', 'c', 'd', 'e', 'f']) all.push(await made(ana!, title));
    const answers = await Promise.all([ana!, ben!, rosa!].flatMap((by, i) => [move(by, all[i]!.id, all[5 - i]!.id), move(by, all[i + 2]!.id, null), make(by, by.name)]));
    expect(answers.map(({ status }) => status)).toEqual(Array(9).fill(200));
    const kept = await list();
    expect(kept.scenes.map(({ title }) => title).sort().join(' ')).toBe('a ana b ben c d e f rosa');
    // Nothing was written over: each change that changed something has a revision of its own.
    expect(kept.revision).toBeGreaterThanOrEqual(6 + 3 + 3);
    expect(kept.revision).toBeLessThanOrEqual(6 + 9);
  });

  it('N3: cannot go behind one that is gone', async () => {
    const [a, b] = [await made(ana!, 'a'), await made(ana!, 'b')];
    await ask(ana, 'DELETE', `/${b.id}`);
    expect(await outcome(await move(ben!, a.id, b.id))).toBe('409 scene.stale');
    expect(await outcome(await move(ben!, b.id, a.id))).toBe('404 not-found');
    expect(await outcome(await move(ben!, a.id, a.id))).toBe('409 scene.stale');
  });

  it('N4: take what was made of the newest alone, also when several come at once', async () => {
    const own = await made(ana!, 'a');
    const answers = await Promise.all([1, 2, 3, 4].map((n) => ask(ana, 'PATCH', `/${own.id}`, { revision: 0, note: `note ${n}` })));
    expect((await Promise.all(answers.map(outcome))).sort()).toEqual([200, '409 scene.stale', '409 scene.stale', '409 scene.stale']);
    expect((await list()).scenes[0]).toMatchObject({ title: 'a', revision: 1, note: expect.stringMatching(/^note \d$/) });
  });

  it('N5: that are sent again are stored once, and an id is its author’s', async () => {
    const id = randomUUID();
    expect([(await make(ben!, 'once', { id })).status, (await make(ben!, 'twice', { id })).status]).toEqual([200, 200]);
    expect(await outcome(await make(rosa!, 'mine', { id }))).toBe('403 forbidden');
    expect([await titles(), (await list()).revision]).toEqual(['once', 1]);
    const other = await server.case(rosa!, {});
    const elsewhere = await server.fetch(`/api/cases/${other.caseId}/scenes`, rosa, { method: 'POST', body: JSON.stringify({ id, title: 'hers', shown: shownOn(other.slideIds[0]!, { panes: [] }) }) });
    expect(elsewhere.status).toBe(200);
  });

  it('N5: are not without end', async () => {
    await made(ana!, 'a');
    await server.app.get(Database).write((manager) => manager.update(SceneListRecord, { caseId }, { ids: Array.from({ length: SCENES_MAX }, () => randomUUID()) }));
    expect(await outcome(await make(ana!, 'more'))).toBe('422 scene.full');
  });

  it('N6: are told to everyone in a session of the case, once and only when they changed', async () => {
    const { id } = (await (await server.fetch(`/api/cases/${caseId}/session`, ana, { method: 'POST', body: JSON.stringify({ slideId: slideA }) })).json()) as { id: string };
    const watching = await SessionClient.join(server, otto!.cookie, id);
    const told: number[] = [];
    watching.socket.on('scenes:changed', ({ revision }) => told.push(revision));
    const [a, b] = [await made(ben!, 'a'), await made(ben!, 'b')];
    await move(ben!, b!.id, a!.id);
    await move(ben!, b!.id, null);
    await ask(ben, 'DELETE', `/${a!.id}`);
    await until(() => told.length >= 4);
    expect(told).toEqual([1, 2, 3, 4]);
    watching.leave();
  });

  it('N7: outlive their slide, and can be given another view', async () => {
    const own = await made(ben!, 'a');
    await server.app.get(Cases).removeSlide(caseId, slideA!, () => Promise.resolve());
    expect((await list()).scenes).toMatchObject([{ title: 'a', shown: { slideId: slideA } }]);
    expect((await ask(ben, 'PATCH', `/${own.id}`, { revision: 0, title: 'b' })).status).toBe(200);
    expect((await ask(ben, 'PATCH', `/${own.id}`, { revision: 1, shown: shownOn(slideB!, { panes: [] }) })).status).toBe(200);
    expect((await list()).scenes).toMatchObject([{ title: 'b', shown: { slideId: slideB } }]);
  });
});
