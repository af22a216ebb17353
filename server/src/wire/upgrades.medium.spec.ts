import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Config } from '../platform/index.js';
import { until } from '../testing/until.js';
import { OriginPolicy } from './origin.policy.js';
import { refuseUpgrade, Upgrades } from './upgrades.js';

describe('Upgrades', () => {
  let server: Server;
  let port: number;
  const callers: Socket[] = [];
  const served: { path: string; head: string }[] = [];

  beforeAll(async () => {
    const upgrades = new Upgrades(new OriginPolicy(Config.parse({})));
    server = createServer();
    upgrades.listen(server);
    upgrades.serve('/collab', (_request, socket, head, path) => {
      served.push({ path, head: head.toString() });
      refuseUpgrade(socket, 401);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(() => {
    for (const caller of callers.splice(0)) caller.destroy();
    served.length = 0;
  });
  afterAll(() => server.close());

  /** Asks to upgrade on a line that the caller never hangs up by itself; what was answered comes with the answer's end. */
  async function ask(path: string, headers: Record<string, string> = {}, head = ''): Promise<string> {
    const caller = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    callers.push(caller);
    const lines = Object.entries({ Host: `127.0.0.1:${port}`, Connection: 'Upgrade', Upgrade: 'websocket', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    caller.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n${head}`);
    let answer = '';
    caller.setEncoding('utf8').on('data', (text) => (answer += text));
    await once(caller, 'end');
    return answer;
  }
  const statusOf = async (answer: Promise<string>): Promise<number> => Number(/^HTTP\/1\.1 (\d+) /.exec(await answer)?.[1]);
  const open = (): Promise<number> => new Promise((done) => server.getConnections((_error, count) => done(count)));

  it('hands on what follows the prefix, without the query, and what came with it', async () => {
    expect(await statusOf(ask('/collab/case/slide?login=x', {}, 'first bytes'))).toBe(401);
    expect(served).toEqual([{ path: 'case/slide', head: 'first bytes' }]);
  });

  it('lets our own page through, and who names no Origin', async () => {
    expect(await statusOf(ask('/collab/x', { Origin: `http://127.0.0.1:${port}` }))).toBe(401);
    expect(await statusOf(ask('/collab/x'))).toBe(401);
  });

  it('D1: gives a foreign page 403, before anyone looks at its cookie', async () => {
    expect(await statusOf(ask('/collab/x', { Origin: 'https://evil.example', Cookie: 'parfocal_login=x' }))).toBe(403);
    expect(served).toEqual([]);
  });

  it.each(['/', '/collab', '/collaborate/x', '/x/collab/y', '/%63ollab/x', '//collab/x', '/api/slides', '*', '/__proto__/x'])('answers 404 where nobody serves: %s', async (path) => {
    expect(await statusOf(ask(path))).toBe(404);
    expect(served).toEqual([]);
  });

  it('keeps nothing of who was refused, though they never hang up', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => ask(i % 2 ? '/nowhere' : '/collab/x', { Origin: 'https://evil.example' })));
    expect(callers.every((caller) => !caller.destroyed)).toBe(true);
    await until(async () => (await open()) === 0, 2_000);
  });

  it('goes on after a caller that breaks the line in the middle', async () => {
    const caller = connect(port, '127.0.0.1');
    caller.write('GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    caller.resetAndDestroy();
    expect(await statusOf(ask('/nowhere'))).toBe(404);
  });
});
