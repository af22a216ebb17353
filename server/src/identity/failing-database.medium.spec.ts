import { Logger } from '@nestjs/common';
import { Database } from '../platform/index.js';
import { codeIn, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';

describe('logins while the database does not store', () => {
  let server: TestServer;
  let ana: TestPerson;
  let logged: jest.SpyInstance;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
  });
  beforeEach(() => (logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined)));
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => server.close());

  const storesNothing = (): jest.SpyInstance =>
    jest.spyOn(server.app.get(Database), 'write').mockRejectedValue(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  const signIn = (): Promise<Response> => server.fetch('/api/login', undefined, { method: 'POST', body: JSON.stringify({ name: ana.name, password: ana.password }) });

  it('does not count as wrong passwords what failed for another reason', async () => {
    const write = storesNothing();
    for (let i = 0; i < 6; i++) {
      const answer = await signIn();
      expect([answer.status, await codeIn(answer)]).toEqual([507, 'storage.full']);
    }
    write.mockRestore();
    expect((await signIn()).status).toBe(200);
    expect(logged).toHaveBeenCalledTimes(6);
  });

  it('does not count as one what could not be looked up either', async () => {
    const find = jest.spyOn(server.app.get(Database).read, 'findOneBy').mockRejectedValue(new Error('Connection terminated unexpectedly'));
    for (let i = 0; i < 6; i++) expect((await signIn()).status).toBe(503);
    find.mockRestore();
    expect((await signIn()).status).toBe(200);
  });

  it('goes on with a login that is in use, though its use cannot be noted', async () => {
    storesNothing();
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 120_000);
    expect((await server.fetch('/api/me', ana)).status).toBe(200);
    await until(() => logged.mock.calls.length === 1);
  });
});
