import { CollabClose } from '@parfocal/shared/protocol';
import { Client } from 'pg';
import { Database } from '../platform/index.js';
import { CollabClient, RawCollab } from '../testing/collab-client.js';
import { type TestServer, until } from '../testing/index.js';
import { DocumentUpdate } from './document.entity.js';
import { Documents } from './documents.service.js';
import { StoredDocument } from './testing/stored-document.js';

const POSTGRES = process.env.TEST_DATABASE_URL;

/** Lets the embedded database grow by `pages` of 4 KiB and no further, as a full disk would. */
async function allowPages(server: TestServer, pages: number): Promise<void> {
  const { read } = server.app.get(Database);
  const [row] = await read.query<{ page_count: number }[]>('PRAGMA page_count');
  await read.query(`PRAGMA max_page_count = ${row!.page_count + pages}`);
}

/** Runs a statement beside the server, as an administrator would. */
async function administer(statement: (database: string) => string, server: TestServer): Promise<void> {
  const client = new Client({ connectionString: POSTGRES });
  await client.connect();
  await client.query(statement(new URL(server.config.values.DATABASE_URL!).pathname.slice(1)));
  await client.end();
}

describe('a database that fails', () => {
  let stored: StoredDocument;
  let client: CollabClient;

  beforeAll(async () => {
    stored = await StoredDocument.open();
  });
  beforeEach(async () => {
    await stored.another();
    client = new CollabClient({ url: stored.server.url, person: stored.ana, name: stored.name });
    await until(() => client.isSynced);
  });
  afterEach(() => client.destroy());
  afterAll(() => stored.close());

  const kept = async (): Promise<unknown[]> => (await stored.server.app.get(Documents).annotationsOf(stored.name)).map(({ id }) => id).sort();
  const drawn = (): unknown[] => client.annotations.map(({ id }) => id).sort();

  if (!POSTGRES) it('D11: a full disk: nothing is acknowledged, everyone is told, and nothing is lost', async () => {
    client.draw();
    await until(() => client.isSaved);
    await allowPages(stored.server, 2);
    for (let i = 0; i < 12; i++) client.draw({ note: String(i).repeat(2_000) });
    await until(() => client.trouble === 'storage.full');
    const savedThen = client.saved;
    client.draw({ label: 'while it was full' });
    expect(client.saved).toBe(savedThen);
    expect(client.saved).toBeLessThan(client.sent);
    await allowPages(stored.server, 100_000);
    await until(() => client.isSaved && client.trouble === '', 10_000);
    expect(await kept()).toEqual(drawn());
    expect(client.closes).toEqual([]);
    await stored.restart();
    expect(await kept()).toEqual(drawn());
  }, 20_000);

  if (POSTGRES) it('D11: a database that goes away and comes back: the same', async () => {
    client.draw();
    await until(() => client.isSaved);
    await administer((database) => `ALTER DATABASE ${database} ALLOW_CONNECTIONS false`, stored.server);
    await administer((database) => `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`, stored.server);
    client.draw({ label: 'while it was away' });
    await until(() => client.trouble === 'document.not-saving', 10_000);
    expect(client.saved).toBeLessThan(client.sent);
    await administer((database) => `ALTER DATABASE ${database} ALLOW_CONNECTIONS true`, stored.server);
    await until(() => client.isSaved && client.trouble === '', 10_000);
    expect(await kept()).toEqual(drawn());
    await stored.restart();
    expect(await kept()).toEqual(drawn());
  }, 40_000);

  it('D12: a log that cannot be read is never served as an empty document', async () => {
    client.draw();
    await until(() => client.isSaved);
    client.destroy();
    await stored.restart();
    const { database } = stored;
    const row = { document: stored.key, seq: 1 };
    const { bytes } = await database.read.findOneByOrFail(DocumentUpdate, row);
    await database.write((manager) => manager.update(DocumentUpdate, row, { bytes: bytes.subarray(0, 20) }));
    const refused = await RawCollab.open({ url: stored.server.url, person: stored.ana, name: stored.name });
    await until(() => refused.close !== undefined);
    expect(refused.close).toEqual({ code: CollabClose.unreadable, reason: 'document.unreadable' });
    expect(refused.frames).toEqual([]);
    await database.write((manager) => manager.update(DocumentUpdate, row, { seq: 2 }));
    await expect(stored.server.app.get(Documents).annotationsOf(stored.name)).rejects.toMatchObject({ code: 'document.unreadable' });
    await database.write((manager) => manager.update(DocumentUpdate, { ...row, seq: 2 }, { seq: 1, bytes }));
    expect(await kept()).toHaveLength(1);
  });

  it('D13: another writer of the log is noticed, and everyone loads again', async () => {
    client.draw();
    await until(() => client.isSaved);
    await stored.database.write((manager) => manager.insert(DocumentUpdate, { document: stored.key, seq: 2, at: 0, bytes: new Uint8Array([0, 0]) }));
    client.draw();
    await until(() => client.closes.includes(1012));
    await until(() => client.isSaved);
    expect(await kept()).toEqual(drawn());
  });
});
