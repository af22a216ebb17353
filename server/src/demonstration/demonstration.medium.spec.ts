import { Cases } from '../cases/index.js';
import { People } from '../identity/index.js';
import { Config } from '../platform/index.js';
import { startTestServer, type TestServer } from '../testing/index.js';
import { Demonstration } from './demonstration.service.js';
import type { DemonstrationSlides } from './demonstration-slides.service.js';

describe('the demonstration', () => {
  let server: TestServer;

  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  const begin = (make: () => Promise<string[]>): Demonstration =>
    new Demonstration(new Config({ ...server.config.values, DEMO: true }), server.app.get(People), server.app.get(Cases), { make } as DemonstrationSlides);

  it('that was interrupted while its slides were made is made by the next start, once', async () => {
    await expect(begin(() => Promise.reject(new Error('interrupted'))).onApplicationBootstrap()).rejects.toThrow('interrupted');
    expect(await server.app.get(People).isEmpty()).toBe(true);
    const slideId = await server.slide();
    const demonstration = begin(() => Promise.resolve([slideId]));
    await demonstration.onApplicationBootstrap();
    await demonstration.onApplicationBootstrap();
    const { name, password } = (await demonstration.signIns())[0]!;
    const signedIn = await server.fetch('/api/login', undefined, { method: 'POST', body: JSON.stringify({ name, password }) });
    const cookie = signedIn.headers.get('set-cookie')!.split(';', 1)[0]!;
    expect(await (await server.fetch('/api/cases', { cookie })).json()).toMatchObject([{ role: 'referrer', slides: [{ id: slideId }], members: [{}, { role: 'expert' }] }]);
  });
});
