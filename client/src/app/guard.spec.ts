import { jest } from '@jest/globals';
import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { caseOf } from '@/api';
import { guardRoutes, routeTrouble } from './guard';

const MINE = { id: 'c1a4a2a0-0000-4000-8000-000000000001', displayName: 'Expert B', name: 'expert', loginId: 'c1a4a2a0-0000-4000-8000-000000000002' };
const ask = jest.fn<typeof fetch>();
const reply = (status: number, body: unknown): Response => ({ ok: status < 400, status, json: () => Promise.resolve(body) }) as Response;
const refused = (code: string): Response => reply(401, { code, correlationId: 'r' });

const page = { render: () => null };
function routes(): Router {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/login', name: 'login', component: page, meta: { title: 'people.signIn', open: true } },
      { path: '/cases', name: 'cases', component: page, meta: { title: 'cases.title' } },
      { path: '/s/:sessionId', name: 'session', component: page, meta: { title: 'session.title' } },
    ],
  });
  guardRoutes(router);
  return router;
}

describe('guardRoutes', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    globalThis.fetch = ask;
    ask.mockReset();
  });

  it('keeps the wanted page for after the sign-in', async () => {
    const router = routes();
    ask.mockResolvedValue(refused('login.required'));
    await router.push('/s/1?slide=2');
    expect(router.currentRoute.value).toMatchObject({ name: 'login', query: { next: '/s/1?slide=2' } });
    await router.push('/cases');
    expect(router.currentRoute.value.fullPath).toBe('/login');
  });

  it('lets in who is signed in', async () => {
    const router = routes();
    ask.mockResolvedValue(reply(200, MINE));
    await router.push('/s/1');
    expect(router.currentRoute.value.fullPath).toBe('/s/1');
  });

  it('says that the server is away instead of asking for a password', async () => {
    const router = routes();
    ask.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await router.push('/s/1');
    expect(routeTrouble.value).toEqual({ code: 'unavailable', wanted: '/s/1' });

    ask.mockResolvedValueOnce(reply(200, MINE));
    await router.push('/s/1');
    expect(routeTrouble.value).toBeNull();
  });

  it('goes back to the sign-in when the login is lost in the middle', async () => {
    const router = routes();
    ask.mockResolvedValueOnce(reply(200, MINE));
    await router.push('/s/1');
    ask.mockResolvedValueOnce(refused('login.revoked'));
    await expect(caseOf('c')).rejects.toMatchObject({ code: 'login.revoked' });
    await flushPromises();
    expect(router.currentRoute.value).toMatchObject({ name: 'login', query: { next: '/s/1' } });
  });
});
