import type { HistoryPage } from '@parfocal/shared/api';
import { type DocumentName } from '@parfocal/shared/protocol';
import { CollabClient } from '../testing/collab-client.js';
import { ServerProcess } from '../testing/server-process.js';
import { startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { Documents } from './documents.service.js';
import { Timelines } from './history/timeline.service.js';

const KILLS = 3;
/** Below the 40 messages a second that a connection may send. */
const EDIT_INTERVAL_MS = 30;

describe('a server that is killed', () => {
  let server: TestServer;
  let people: TestPerson[];
  let name: DocumentName;

  beforeAll(async () => {
    server = await startTestServer();
    people = [await server.person('ana'), await server.person('ben'), await server.person('eve')];
    const { caseId, slideIds } = await server.case(people[0]!, { [people[1]!.id]: 'expert', [people[2]!.id]: 'expert' });
    name = { caseId, slideId: slideIds[0]!, layer: 'case' };
  });
  afterAll(() => server.close());

  /** Three people draw until the server is killed; the ids of what was acknowledged, and of what anyone saw of the others. */
  async function drawUntilKilled(): Promise<string[]> {
    const process = await ServerProcess.start(server.config);
    const clients = people.map((person) => new CollabClient({ url: process.url, person, name }));
    const drawn = clients.map((): { id: string; count: number }[] => []);
    await until(() => clients.every(({ isSynced }) => isSynced), 20_000);
    const timers = clients.map((client, i) => setInterval(() => drawn[i]!.push({ id: client.draw().id, count: client.sent }), EDIT_INTERVAL_MS));
    await until(() => clients.every(({ saved }) => saved > 2));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
    const gone = process.end('SIGKILL');
    timers.forEach(clearInterval);
    await gone;
    // What the kernel had already taken from the server still arrives.
    await until(() => clients.every(({ closes }) => closes.length > 0));
    const own = drawn.flatMap((edits, i) => edits.filter(({ count }) => count <= clients[i]!.saved).map(({ id }) => id));
    const others = clients.flatMap((client, i) => client.annotations.map(({ id }) => id).filter((id) => !drawn[i]!.some((edit) => edit.id === id)));
    clients.forEach((client) => client.destroy());
    expect(own.length).toBeGreaterThan(3);
    return [...own, ...others];
  }

  it('D4: has everything that it acknowledged, and everything that anyone saw', async () => {
    await server.app.close();
    const promised = new Set<string>();
    for (let kill = 0; kill < KILLS; kill++) (await drawUntilKilled()).forEach((id) => promised.add(id));
    server = await server.restart();
    const kept = new Set((await server.app.get(Documents).annotationsOf(name)).map(({ id }) => id));
    expect([...promised].filter((id) => !kept.has(id))).toEqual([]);
    // D21: and the time line has each of them once.
    const created: string[] = [];
    for (let before: { seq: number; n: number } | undefined = { seq: 1e9, n: 0 }; before; ) {
      const page: HistoryPage = await server.app.get(Timelines).page(name, { before });
      created.push(...page.items.map(({ verb, entry }) => `${verb} ${entry}`));
      const [seq, n] = page.next?.split('.').map(Number) ?? [];
      before = page.next === null ? undefined : { seq: seq!, n: n! };
    }
    expect(created.sort()).toEqual([...kept].map((id) => `created ${id}`).sort());
  }, 120_000);
});
