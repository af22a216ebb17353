import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { codeIn, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';

/** All that anyone may ask for without a login. A route that should be here is put here by hand, on purpose. */
const OPEN = ['GET /api/about', 'GET /health', 'POST /api/login'];

interface Route {
  readonly method: string;
  readonly path: string;
}

/** Every route of the server as it runs, from Fastify's own picture of them: one line a route, four characters a level. */
function routesOf(picture: string): Route[] {
  const above: string[] = [];
  return picture.split('\n').flatMap((line) => {
    const parts = /^([│├└─\s]*)(\S+)(?: \(([A-Z, ]+)\))?$/u.exec(line);
    if (!parts) return [];
    const depth = Math.max(0, parts[1]!.length / 4 - 1);
    above.length = depth;
    above.push(parts[2]!);
    return (parts[3]?.split(', ') ?? []).map((method) => ({ method, path: above.join('') }));
  });
}

describe('the routes of the server', () => {
  let server: TestServer;
  let routes: Route[];
  let ana: TestPerson;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    const fastify = server.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    // The pages and files of the client are for everyone, and there only where it has been built.
    routes = routesOf(fastify.printRoutes({ commonPrefix: false })).filter(({ path }) => /^\/(api|health)/.test(path));
  });
  afterAll(() => server.close());

  const named = ({ method, path }: Route): string => `${method} ${path}`;
  const ask = ({ method, path }: Route, headers: Record<string, string> = {}, person?: TestPerson): Promise<Response> =>
    server.fetch(path.replace(/:\w+|\*/g, () => randomUUID()), person, { method, headers });
  const changes = ({ method }: Route): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method);

  it('are all known to this test', () => {
    expect(routes.map(named)).toEqual(expect.arrayContaining(['GET /api/slides/:slideId/tiles/:level/:column/:row', 'PATCH /api/uploads/:uploadId', 'DELETE /api/login']));
    expect(routes.length).toBeGreaterThan(15);
  });

  it('want a login, all but those that say so', async () => {
    const open: string[] = [];
    for (const route of routes) {
      const answer = await ask(route);
      if (answer.status !== 401) open.push(named(route));
      else if (route.method !== 'HEAD') expect([named(route), await codeIn(answer)]).toEqual([named(route), 'login.required']);
    }
    expect(open.filter((route) => !OPEN.includes(route.replace('HEAD', 'GET')))).toEqual([]);
  });

  it('take a cookie that is none for none', async () => {
    for (const cookie of ['parfocal_login=', `parfocal_login=${'A'.repeat(43)}`, 'parfocal_login=%00', `parfocal_login=${'x'.repeat(7_000)}`]) {
      const answer = await server.fetch('/api/cases', undefined, { headers: { cookie } });
      expect([answer.status, await codeIn(answer)]).toEqual([401, 'login.required']);
    }
  });

  it('change nothing for a foreign page, though the browser sent the cookie along', async () => {
    const changing = routes.filter(changes);
    expect(changing.length).toBeGreaterThan(5);
    for (const route of changing) {
      const answer = await ask(route, { origin: 'https://evil.example' }, ana);
      expect([named(route), answer.status, await codeIn(answer)]).toEqual([named(route), 403, 'origin.foreign']);
    }
    expect((await server.fetch('/api/cases', ana)).status).toBe(200);
  });

  it('answer ids that never were as what does not exist, and never with a failure of ours', async () => {
    for (const route of routes.filter(({ path }) => path.includes(':'))) {
      const answer = await ask(route, {}, ana);
      expect([named(route), answer.status < 500 && answer.status >= 400]).toEqual([named(route), true]);
    }
  });

  it.each([
    ['a zero byte', '%00'], ['a way out of a folder', '..%2f..%2fetc%2fpasswd'], ['what is inherited', '__proto__'], ['half a character', '%ff'],
    ['a piece of SQL', "'%20OR%201=1--"], ['half a kilobyte', 'x'.repeat(500)],
  ])('answer %s where an id is due as what does not exist', async (_what, junk) => {
    for (const route of routes.filter(({ method, path }) => method === 'GET' && path.includes(':'))) {
      const answer = await server.fetch(route.path.replace(/:\w+/g, junk), ana);
      expect([named(route), [400, 404, 414].includes(answer.status)]).toEqual([named(route), true]);
    }
  });
});
