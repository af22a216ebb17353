import { jest } from '@jest/globals';
import { ApiError, errorCodeOf } from './api-error';
import { caseOf, openSession } from './cases';
import { findPeople, login, logout, me } from './people';
import { onLoginLost } from './refusal';

const MINE = { id: 'c1a4a2a0-0000-4000-8000-000000000001', displayName: 'Expert B', name: 'expert', loginId: 'c1a4a2a0-0000-4000-8000-000000000002' };

const ask = jest.fn<typeof fetch>();
const answer = (status: number, body?: unknown): void => {
  const json = body === undefined ? () => Promise.reject(new SyntaxError('no JSON')) : () => Promise.resolve(body);
  ask.mockResolvedValueOnce({ ok: status < 400, status, json } as Response);
};
const refusal = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => error);

describe('the HTTP client', () => {
  beforeEach(() => {
    globalThis.fetch = ask;
    ask.mockReset();
    onLoginLost(() => undefined);
  });

  it('sends the contract’s body to the contract’s path, with the login cookie and nothing else', async () => {
    answer(200, MINE);
    await expect(login({ name: 'expert', password: 'p' })).resolves.toEqual(MINE);
    expect(ask).toHaveBeenCalledWith('/api/login', expect.objectContaining({ method: 'POST', credentials: 'same-origin', body: '{"name":"expert","password":"p"}' }));
  });

  it('needs no body of a 204', async () => {
    answer(204);
    await expect(logout()).resolves.toBeUndefined();
  });

  it('lets nothing through that the contract does not know', async () => {
    answer(200, { ...MINE, id: 7 });
    await expect(me()).rejects.toMatchObject({ code: 'internal' });
  });

  it('carries code and correlation id of a refusal', async () => {
    answer(409, { code: 'member.last-owner', correlationId: 'r-1' });
    await expect(openSession('c', 's')).rejects.toMatchObject({ code: 'member.last-owner', correlationId: 'r-1' });
  });

  it.each([
    [502, 'unavailable'],
    [413, 'body.too-large'],
    [404, 'not-found'],
    [418, 'internal'],
  ])('reads a bare %d of a proxy as %s', async (status, code) => {
    answer(status);
    await expect(caseOf('c')).rejects.toMatchObject({ code });
  });

  it('calls a dead network unavailable, and an abort an abort', async () => {
    ask.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    expect(await refusal(me())).toEqual(new ApiError('unavailable'));

    const abort = new AbortController();
    ask.mockImplementationOnce(() => Promise.reject(new DOMException('', 'AbortError')));
    abort.abort();
    expect(await refusal(findPeople('a', abort.signal))).toMatchObject({ name: 'AbortError' });
  });

  it.each([['login.required'], ['login.revoked']])('tells the listener of a lost login: %s', async (code) => {
    const lost = jest.fn();
    onLoginLost(lost);
    answer(401, { code, correlationId: 'r' });
    await refusal(caseOf('c'));
    expect(lost).toHaveBeenCalledWith(code);
  });

  it('does not take a wrong password for a lost login', async () => {
    const lost = jest.fn();
    onLoginLost(lost);
    answer(401, { code: 'login.wrong', correlationId: 'r' });
    expect(errorCodeOf(await refusal(login({ name: 'a', password: 'b' })))).toBe('login.wrong');
    expect(lost).not.toHaveBeenCalled();
  });

  it('never lets a name leave its place in the path', async () => {
    answer(404);
    await refusal(caseOf('../login?x'));
    expect(ask.mock.calls[0]?.[0]).toBe('/api/cases/..%2Flogin%3Fx');
  });
});
