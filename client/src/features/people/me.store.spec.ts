import { jest } from '@jest/globals';
import { createPinia, setActivePinia } from 'pinia';
import { useMe } from './me.store';

const MINE = { id: 'c1a4a2a0-0000-4000-8000-000000000001', displayName: 'Expert B', name: 'expert', loginId: 'c1a4a2a0-0000-4000-8000-000000000002' };
const ask = jest.fn<typeof fetch>();
const reply = (status: number, body: unknown): Response => ({ ok: status < 400, status, json: () => Promise.resolve(body) }) as Response;
const refused = (code: string): Response => reply(401, { code, correlationId: 'r' });

describe('useMe', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    globalThis.fetch = ask;
    ask.mockReset();
  });

  it('asks the server once', async () => {
    ask.mockResolvedValueOnce(reply(200, MINE));
    const store = useMe();
    await expect(store.known()).resolves.toBe(true);
    await expect(store.known()).resolves.toBe(true);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(store.me).toEqual(MINE);
  });

  it('knows that nobody is signed in, and does not confuse that with a server that is away', async () => {
    const store = useMe();
    ask.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(store.known()).rejects.toMatchObject({ code: 'unavailable' });
    ask.mockResolvedValueOnce(refused('login.required'));
    await expect(store.known()).resolves.toBe(false);
  });

  it('signs out even where the server had forgotten the login, but not where it could not be told', async () => {
    const store = useMe();
    ask.mockResolvedValueOnce(reply(200, MINE));
    await store.known();
    ask.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(store.signOut()).rejects.toMatchObject({ code: 'unavailable' });
    expect(store.me).toEqual(MINE);
    ask.mockResolvedValueOnce(refused('login.revoked'));
    await store.signOut();
    expect(store.me).toBeNull();
  });
});
