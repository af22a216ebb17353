import { jest } from '@jest/globals';
import { flushPromises, mount } from '@vue/test-utils';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import ViewPage from './ViewPage.vue';

const [caseId, slideId, sessionId] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'];
const slide = { id: slideId, name: 'A1', widthPx: 1, heightPx: 1, mppX: null, mppY: null, objectivePower: null, state: 'ready', verdict: null };
const record = { id: caseId, accession: 'C', title: 'T', question: '', createdAt: 0, role: 'expert', slides: [slide], members: [], session: null };
const session = { id: sessionId, caseId, slideId, startedBy: caseId, kind: 'consultation', createdAt: 0 };

describe('ViewPage', () => {
  const { toasts, dismiss } = useToasts();
  let router: Router;
  let asked: string[];

  const open = async (answers: Record<string, unknown>) => {
    asked = [];
    globalThis.fetch = jest.fn<typeof fetch>().mockImplementation((path, init) => {
      const question = `${init?.method ?? 'GET'} ${String(path).replace('/api/cases/', '')}`;
      asked.push(question);
      const body = answers[question];
      return Promise.resolve({ ok: body !== undefined, status: body === undefined ? 404 : 200, json: () => Promise.resolve(body ?? { code: 'not-found', correlationId: 'r' }) } as Response);
    });
    router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/cases/:caseId?', name: 'cases', component: {} }, { path: '/s/:sessionId', name: 'session', component: {} }, { path: '/v/:caseId/:slideId', name: 'view', component: {} }],
    });
    await router.push({ name: 'view', params: { caseId, slideId }, query: { at: '1_2_3', mark: 'm' } });
    const wrapper = mount(ViewPage, { props: { caseId, slideId }, global: { plugins: [router] } });
    await flushPromises();
    return wrapper;
  };
  afterEach(() => {
    for (const { id } of toasts.value) dismiss(id);
  });

  it('goes on to the open session, with what the link shows', async () => {
    await open({ [`GET ${caseId}`]: { ...record, role: 'observer', session: { id: sessionId, people: 1 } } });
    expect(router.currentRoute.value.fullPath).toBe(`/s/${sessionId}?at=1_2_3&mark=m&slide=${slideId}`);
    expect(asked).toEqual([`GET ${caseId}`]);
  });

  it('opens one for who may', async () => {
    await open({ [`GET ${caseId}`]: record, [`POST ${caseId}/session`]: session });
    expect(router.currentRoute.value.params.sessionId).toBe(sessionId);
  });

  it('leads who may not to the case, and says why', async () => {
    await open({ [`GET ${caseId}`]: { ...record, role: 'observer' } });
    expect([router.currentRoute.value.fullPath, toasts.value.map(({ text }) => text)]).toEqual([`/cases/${caseId}`, [t('views.linkCannotOpen')]]);
  });

  it('leads to the case where its slide is for the referrer alone', async () => {
    await open({ [`GET ${caseId}`]: { ...record, slides: [{ ...slide, verdict: 'rejected' }] } });
    expect([router.currentRoute.value.fullPath, toasts.value.map(({ text }) => text)]).toEqual([`/cases/${caseId}`, [t('views.linkNotShown')]]);
  });

  it('leads to the case where its slide is gone', async () => {
    await open({ [`GET ${caseId}`]: { ...record, slides: [] } });
    expect([router.currentRoute.value.fullPath, toasts.value.map(({ text }) => text)]).toEqual([`/cases/${caseId}`, [t('views.linkNoSlide')]]);
  });

  it('shows a stranger the page of what does not exist', async () => {
    const wrapper = await open({});
    expect(wrapper.text()).toContain(t('app.notFound.title'));
  });
});
