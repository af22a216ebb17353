import type { About } from '@parfocal/shared/api';
import { Demonstration } from '../demonstration/index.js';
import { startTestServer, type TestServer } from '../testing/index.js';

const SIGN_INS = [{ name: 'referrer', password: 'kept to this machine', displayName: 'Referrer' }];

describe.each([
  ['that it trusts', '1'],
  ['that nobody told it of', '0'],
])('a server behind a proxy %s', (_what, TRUST_PROXY) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ TRUST_PROXY });
    jest.spyOn(server.app.get(Demonstration), 'signIns').mockResolvedValue(SIGN_INS);
  });
  afterAll(() => server.close());

  const shown = async (headers: Record<string, string>): Promise<unknown> =>
    ((await (await server.fetch('/api/about', undefined, { headers })).json()) as About).demonstration;

  it('shows the demonstration’s sign-ins to its own machine', async () => {
    expect(await shown({})).toEqual(SIGN_INS);
  });

  it('shows them to nobody else, whatever they say of where they are', async () => {
    expect(await shown({ 'x-forwarded-for': '203.0.113.9' })).toEqual([]);
    expect(await shown({ 'x-forwarded-for': '127.0.0.1, 203.0.113.9' })).toEqual([]);
  });

  it('counts wrong passwords by the address that the proxy saw', async () => {
    const guess = (n: number): Promise<Response> => server.fetch('/api/login', undefined, {
      method: 'POST', body: JSON.stringify({ name: `person${n}`, password: 'a guess' }), headers: { 'x-forwarded-for': `198.51.100.${n}, 203.0.113.9` },
    });
    const answers = await Promise.all(Array.from({ length: 31 }, (_, n) => guess(n)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});
