import { DataSource } from 'typeorm';
import { CuttableLine } from '../testing/cuttable-line.js';
import { codeIn, startTestServer, type TestServer } from '../testing/index.js';

const POSTGRES = process.env.TEST_DATABASE_URL;
const WELL = [200, { status: 'ok', database: 'up' }];
const FAILING = [503, { status: 'failing', database: 'down' }];

const healthOf = async (server: TestServer): Promise<[number, unknown]> => {
  const answer = await server.fetch('/health');
  return [answer.status, await answer.json()];
};

describe('GET /health', () => {
  let server: TestServer;

  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  it('is well without a login while the database answers', async () => {
    expect(await healthOf(server)).toEqual(WELL);
  });

  it('is 503 while it does not, and well again when it is back', async () => {
    const source = server.app.get(DataSource);
    await source.destroy();
    expect(await healthOf(server)).toEqual(FAILING);
    await source.initialize();
    expect(await healthOf(server)).toEqual(WELL);
  });
});

if (POSTGRES) describe('a database at the end of a line', () => {
  let line: CuttableLine;
  let server: TestServer;

  beforeAll(async () => {
    line = await CuttableLine.to(POSTGRES);
    server = await startTestServer({}, line);
  });
  afterAll(async () => {
    await server.close();
    await line.cut();
  });

  const signIn = (name: string): Promise<Response> => server.fetch('/api/login', undefined, { method: 'POST', body: JSON.stringify({ name, password: 'correct horse battery' }) });

  it('that is cut fails requests with a sentence, brings nobody down, and serves again once it is mended', async () => {
    const ana = await server.person('ana');
    await line.cut();
    expect(await healthOf(server)).toEqual(FAILING);
    const [login, cases] = [await signIn('ana'), await server.fetch('/api/cases', ana)];
    expect([login.status, await codeIn(login)]).toEqual([503, 'unavailable']);
    expect([cases.status, await codeIn(cases)]).toEqual([503, 'unavailable']);
    await line.mend();
    expect(await healthOf(server)).toEqual(WELL);
    expect((await signIn('ana')).ok).toBe(true);
    expect((await server.fetch('/api/cases', ana)).status).toBe(200);
  });

  it('that is cut in the middle of a transaction keeps nothing of it', async () => {
    const source = server.app.get(DataSource);
    await source.query('CREATE TABLE mark (name varchar PRIMARY KEY)');
    const broken = source.transaction(async (manager) => {
      await manager.query("INSERT INTO mark VALUES ('half')");
      await line.cut();
      await manager.query("INSERT INTO mark VALUES ('whole')");
    });
    await expect(broken).rejects.toThrow();
    await line.mend();
    expect(await source.query('SELECT name FROM mark')).toEqual([]);
  });

  it('that goes silent is failing too, instead of leaving whoever asks without an answer', async () => {
    expect(await healthOf(server)).toEqual(WELL);
    line.silence(true);
    expect(await healthOf(server)).toEqual(FAILING);
    line.silence(false);
    expect(await healthOf(server)).toEqual(WELL);
  }, 15_000);
});
