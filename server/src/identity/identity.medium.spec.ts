import { Logins } from './index.js';
import { codeIn, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';

describe('identity over HTTP', () => {
  let server: TestServer;
  let ana: TestPerson;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
  });
  afterAll(() => server.close());

  const signIn = (name: string, password: string, headers: Record<string, string> = {}): Promise<Response> =>
    server.fetch('/api/login', undefined, { method: 'POST', body: JSON.stringify({ name, password }), headers });

  it('signs in with a cookie that no script can read', async () => {
    const answer = await signIn('ANA', ana.password);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^parfocal_login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await answer.json()).toMatchObject({ id: ana.id, name: 'ana', displayName: 'ana' });
  });

  it('says the same of a wrong password and of an unknown name, and stores no password in the clear', async () => {
    await server.person('ben');
    const [wrong, unknown] = await Promise.all([signIn('ben', 'not it at all'), signIn('nobody', 'not it at all')]);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect([await codeIn(wrong), await codeIn(unknown)]).toEqual(['login.wrong', 'login.wrong']);
  });

  it('refuses a name after five wrong passwords, the right one too', async () => {
    const eve = await server.person('eve');
    await Promise.all(Array.from({ length: 5 }, () => signIn('eve', 'not it at all')));
    const answer = await signIn('eve', eve.password);
    expect([answer.status, await codeIn(answer)]).toEqual([429, 'login.throttled']);
  });

  it('refuses what changes something from a foreign page', async () => {
    const answer = await signIn('ana', ana.password, { origin: 'https://elsewhere.example' });
    expect([answer.status, await codeIn(answer)]).toEqual([403, 'origin.foreign']);
    expect((await signIn('ana', ana.password, { origin: server.url })).status).toBe(200);
  });

  it('needs a login everywhere but where it is marked otherwise', async () => {
    for (const path of ['/api/me', '/api/logins', '/api/cases', '/api/people?find=a']) expect((await server.fetch(path)).status).toBe(401);
    for (const path of ['/health', '/api/about']) expect((await server.fetch(path)).status).toBe(200);
  });

  it('ends a login at once when it is revoked from another browser', async () => {
    const other = await server.signIn('ana');
    expect((await server.fetch('/api/me', other)).status).toBe(200);
    expect((await server.fetch(`/api/logins/${other.loginId}`, ana, { method: 'DELETE' })).status).toBe(204);
    expect((await server.fetch('/api/me', other)).status).toBe(401);
    expect((await server.fetch('/api/me', ana)).status).toBe(200);
  });

  it('forgets a login that was being read when it was revoked', async () => {
    const logins = server.app.get(Logins);
    for (let i = 0; i < 25; i++) {
      const { cookie, loginId } = await server.signIn('ana');
      const finding = logins.find(cookie);
      await Promise.all([finding, logins.revoke({ loginId, personId: ana.id, displayName: 'ana' }, loginId)]);
      expect(await logins.find(cookie)).toBeUndefined();
    }
  });

  it('does not let one person revoke the login of another', async () => {
    const dan = await server.person('dan');
    expect((await server.fetch(`/api/logins/${ana.loginId}`, dan, { method: 'DELETE' })).status).toBe(404);
    expect((await server.fetch('/api/me', ana)).status).toBe(200);
  });

  it.each([['{'], ['[]'], ['{"name":1,"password":"x"}'], ['{"name":"ana","password":"x","more":1}'], [JSON.stringify({ name: 'a'.repeat(65), password: 'x' })], ['{"name":"a\\u0000","password":"x"}']])(
    'answers the malformed body %s in words',
    async (body) => {
      const answer = await server.fetch('/api/login', undefined, { method: 'POST', body });
      expect([answer.status, await codeIn(answer)]).toEqual([400, 'body.malformed']);
    },
  );

  it('finds people by part of a name, with wildcards taken literally', async () => {
    expect(await (await server.fetch('/api/people?find=AN', ana)).json()).toEqual(expect.arrayContaining([{ id: ana.id, displayName: 'ana' }]));
    expect(await (await server.fetch('/api/people?find=%25', ana)).json()).toEqual([]);
    expect((await server.fetch('/api/people?find=a%00', ana)).status).toBe(400);
  });
});
