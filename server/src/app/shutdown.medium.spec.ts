import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { COLLAB_PATH, type DocumentName, documentPath } from '@parfocal/shared/protocol';
import { Documents } from '../documents/index.js';
import { saidOf, TusClient } from '../ingest/testing/tus-client.js';
import { CollabClient } from '../testing/collab-client.js';
import { SessionClient, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { ServerProcess } from '../testing/server-process.js';

/** What container engines grant before they kill is 10 s. */
const PATIENCE_MS = 5_000;

describe('a server that is told to stop', () => {
  let server: TestServer;
  let ana: TestPerson;
  let name: DocumentName;
  const lines: Socket[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    const { caseId, slideIds } = await server.case(ana);
    name = { caseId, slideId: slideIds[0]!, layer: 'case' };
  });
  afterEach(() => {
    for (const line of lines.splice(0)) line.destroy();
  });
  afterAll(() => server.close());

  /** A line on which something was said and which is then left alone: neither read nor ended. */
  async function leaveOpen(url: string, ...said: string[]): Promise<Socket> {
    const line = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
    line.on('error', () => undefined);
    lines.push(line);
    line.write(said.join('\r\n'));
    await once(line, 'connect');
    return line;
  }

  /** Everything that could keep a process: an idle line, half a request, half an upload, and a document nobody reads or hangs up. */
  async function hangOn(url: string): Promise<void> {
    const host = `Host: ${new URL(url).host}`;
    await leaveOpen(url, 'GET /health HTTP/1.1', host, '', '');
    await leaveOpen(url, 'GET /health HTTP/1.1', 'X-Half');
    const upload = await new TusClient({ url }, ana).begin(1_000_000, saidOf(name.caseId));
    await leaveOpen(
      url, `PATCH ${upload} HTTP/1.1`, host, `Cookie: ${ana.cookie}`, 'Tus-Resumable: 1.0.0', 'Content-Type: application/offset+octet-stream',
      'Upload-Offset: 0', 'Content-Length: 1000000', '', 'II*',
    );
    const unread = await leaveOpen(
      url, `GET ${COLLAB_PATH}/${documentPath(name)} HTTP/1.1`, host, `Cookie: ${ana.cookie}`, 'Connection: Upgrade', 'Upgrade: websocket',
      'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', '', '',
    );
    await once(unread, 'readable');
  }

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])('D15: on %s ends within seconds, whoever hangs on, and has stored what it acknowledged', async (signal) => {
    const running = await ServerProcess.start(server.config);
    const opened = await fetch(`${running.url}/api/cases/${name.caseId}/session`, {
      method: 'POST', headers: { cookie: ana.cookie, 'content-type': 'application/json' }, body: JSON.stringify({ slideId: name.slideId }),
    });
    const { id } = (await opened.json()) as { id: string };
    const session = await SessionClient.join(running, ana.cookie, id);
    await hangOn(running.url);
    const client = new CollabClient({ url: running.url, person: ana, name });
    await until(() => client.isSynced);
    const drawn: { id: string; count: number }[] = [];
    const pen = setInterval(() => {
      const before = client.sent;
      const { id: one } = client.draw();
      if (client.sent > before) drawn.push({ id: one, count: client.sent });
    }, 30);
    await until(() => client.saved > 8);

    const { how, afterMs } = await running.end(signal);
    clearInterval(pen);
    expect([how, afterMs < PATIENCE_MS]).toEqual([signal, true]);
    await session.gone();
    await until(() => client.closes.length > 0);
    expect(client.closes[0]).toBe(1012);

    const acknowledged = drawn.filter(({ count }) => count <= client.saved).map((one) => one.id);
    client.destroy();
    server = await server.restart();
    const stored = new Set((await server.app.get(Documents).annotationsOf(name)).map((one) => one.id));
    expect(acknowledged.length).toBeGreaterThan(5);
    expect(acknowledged.filter((one) => !stored.has(one))).toEqual([]);
  }, 30_000);
});
