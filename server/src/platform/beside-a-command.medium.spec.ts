import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Database } from './index.js';
import { startTestServer, type TestServer } from '../testing/index.js';

interface OtherConnection {
  exec(sql: string): void;
  close(): void;
}

/** PostgreSQL has no file to share. */
const itEmbedded = process.env.TEST_DATABASE_URL ? it.skip : it;

describe('a database file that a command writes to as well', () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  itEmbedded('keeps the other one out of a transaction that has only read so far', async () => {
    const database = server.app.get(Database);
    const Libsql = createRequire(join(process.cwd(), 'package.json'))('libsql') as new (path: string, options: { timeout: number }) => OtherConnection;
    const other = new Libsql(join(server.config.dataDir, 'parfocal.sqlite'), { timeout: 0 });
    const insert = (id: string): string => `INSERT INTO case_record (id, accession, title, question, "createdAt") VALUES ('${id}', '${id}', '', '', 0)`;
    await database.write(async (manager) => {
      await manager.query('SELECT count(*) FROM case_record');
      expect(() => other.exec(insert('of-the-command'))).toThrow(/locked/);
      await manager.query(insert('ours'));
    });
    other.exec(insert('of-the-command'));
    other.close();
    const rows: { id: string }[] = await database.read.query('SELECT id FROM case_record ORDER BY id');
    expect(rows.map(({ id }) => id)).toEqual(['of-the-command', 'ours']);
  });
});
