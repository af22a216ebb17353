import { addAnnotation, annotationsOf } from '@parfocal/shared/annotation';
import { rectangle } from '../../testing/author.js';
import { CollabClient } from '../../testing/collab-client.js';
import { ServerProcess } from '../../testing/server-process.js';
import { until } from '../../testing/index.js';
import { DocumentUpdate } from '../document.entity.js';
import { Documents } from '../documents.service.js';
import { Timelines } from '../history/timeline.service.js';
import { BEGAN, StoredDocument } from '../testing/stored-document.js';

const DYING = 'documents/testing/dying-server.ts';

/** A few less than a snapshot takes the place of, and more in them than was in the first one. */
const ROWS = 490;
const DRAWN_A_ROW = 4;

describe('a server that is killed while a snapshot takes the place of rows', () => {
  let stored: StoredDocument;

  beforeAll(async () => {
    stored = await StoredDocument.open();
  });
  beforeEach(() => stored.another());
  afterAll(() => stored.close());

  const draw = (count: number): Uint8Array => stored.author.sending((own) => {
    for (let i = 0; i < count; i++) addAnnotation(own, rectangle(stored.ana.id), stored.author);
  });
  /** A first snapshot, and rows that call for all to be written anew. */
  const prepare = async (): Promise<void> => {
    await stored.write(draw(1));
    await stored.compact();
    const rows = Array.from({ length: ROWS }, () => ({ document: stored.key, seq: ++stored.seq, at: BEGAN + stored.seq, bytes: draw(DRAWN_A_ROW) }));
    await stored.database.write(async (manager) => {
      for (const row of rows) await manager.insert(DocumentUpdate, row);
    });
  };
  /** Draws until the server is gone; the ids of what was acknowledged. */
  const drawUntilKilled = async (...at: readonly string[]): Promise<string[]> => {
    const server = await ServerProcess.start(stored.server.config, [DYING, ...at]);
    const client = new CollabClient({ url: server.url, person: stored.ana, name: stored.name });
    await until(() => client.isSynced, 20_000);
    const drawn: { id: string; count: number }[] = [];
    const timer = setInterval(() => drawn.push({ id: client.draw().id, count: client.sent }), 30);
    expect(await server.gone).toBe('SIGKILL');
    clearInterval(timer);
    await until(() => client.closes.length > 0);
    client.destroy();
    return drawn.filter(({ count }) => count <= client.saved).map(({ id }) => id);
  };
  const kept = async (): Promise<string[]> => (await stored.server.app.get(Documents).annotationsOf(stored.name)).map(({ id }) => id);
  /** Of each part that there is: whether the number names it. */
  const named = async (): Promise<boolean[]> => {
    const { generation, parts } = await stored.head();
    return (await stored.parts()).map((part) => part.generation === generation && part.n <= parts);
  };

  it.each([['between two of its parts', 'insert', '3'], ['when all are written, but not which there are', 'upsert', '1'], ['before the old parts are gone', 'delete', '1'], ['before the rows are gone', 'none', '0']])(
    'D4, D21, D26: %s: what was acknowledged is there, and of the snapshot nothing', async (_when, ...at) => {
      await prepare();
      const before = [...annotationsOf(stored.author.document).keys()];
      await stored.server.app.close();
      const acknowledged = await drawUntilKilled(...at);
      stored.server = await stored.server.restart();
      expect(acknowledged.length).toBeGreaterThan(3);
      expect([await named(), (await stored.head()).seq]).toEqual([[true], 1]);
      const rows = await stored.rows();
      expect(rows).toBeGreaterThan(ROWS);
      const there = await kept();
      expect([...before, ...acknowledged].filter((id) => !there.includes(id))).toEqual([]);
      const timeline = await stored.server.app.get(Timelines).page(stored.name, {});
      expect(timeline.items.filter(({ entry }) => acknowledged.includes(entry))).toHaveLength(acknowledged.length);

      stored.seq = 1 + rows;
      await stored.compact();
      expect([await stored.rows(), (await stored.head()).generation]).toEqual([0, stored.seq]);
      const parts = await named();
      expect([parts.length > 3, parts.every(Boolean)]).toEqual([true, true]);
      await stored.restart();
      expect((await kept()).sort()).toEqual(there.sort());
    }, 120_000);
});
