import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { Config } from './config.js';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.js';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('Database', () => {
  let fresh: FreshDatabase;
  let source: DataSource;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    source = await new DataSource(dataSourceOptions(Config.parse(fresh.environment)) as DataSourceOptions).initialize();
    database = new Database(source);
    await source.query('CREATE TABLE mark (name varchar PRIMARY KEY)');
  });
  beforeEach(() => source.query('DELETE FROM mark'));
  afterAll(async () => {
    if (source.isInitialized) await source.destroy();
    await fresh.drop();
  });

  const put = (manager: EntityManager, name: string): Promise<unknown> => manager.query(`INSERT INTO mark VALUES ('${name}')`);
  const names = async (): Promise<string[]> => (await database.read.query<{ name: string }[]>('SELECT name FROM mark ORDER BY name')).map(({ name }) => name);

  it('keeps nothing of a write that fails, and everything of those beside it', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) =>
        database.write(async (manager) => {
          await put(manager, `${i}-first`);
          await turn();
          if (i % 3 === 1) throw new Error(`${i} fails`);
          await put(manager, `${i}-second`);
          return i;
        }),
      ),
    );
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message))).toEqual([
      0, '1 fails', 2, 3, '4 fails', 5, 6, '7 fails', 8, 9, '10 fails', 11,
    ]);
    const kept = [0, 2, 3, 5, 6, 8, 9, 11];
    expect(await names()).toEqual(kept.flatMap((i) => [`${i}-first`, `${i}-second`]).sort());
  });

  it('goes on after a write that the database itself refuses', async () => {
    await database.write((manager) => put(manager, 'taken'));
    const refused = database.write(async (manager) => {
      await put(manager, 'with it');
      await put(manager, 'taken');
    });
    const next = database.write((manager) => put(manager, 'next'));
    await expect(refused).rejects.toThrow();
    await next;
    expect(await names()).toEqual(['next', 'taken']);
  });

  it('goes on after work that fails before it has begun', async () => {
    await expect(
      database.write(() => {
        throw new Error('no promise at all');
      }),
    ).rejects.toThrow('no promise at all');
    await database.write((manager) => put(manager, 'next'));
    expect(await names()).toEqual(['next']);
  });

  it('is durable once it says so: another connection reads it', async () => {
    await database.write((manager) => put(manager, 'kept'));
    const other = await new DataSource({ ...source.options, migrationsRun: false } as DataSourceOptions).initialize();
    expect(await other.query('SELECT name FROM mark')).toEqual([{ name: 'kept' }]);
    await other.destroy();
  });

  it('promises no more of the embedded database than the disk has', async () => {
    if (!database.isEmbedded) return expect(source.options.type).toBe('postgres');
    expect(await source.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await source.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  it('knows whether it answers, and rejects nobody who asks', async () => {
    expect(await database.isUp()).toBe(true);
    await source.destroy();
    expect(await database.isUp()).toBe(false);
    await expect(database.write(() => Promise.resolve())).rejects.toThrow();
    await source.initialize();
    expect(await database.isUp()).toBe(true);
    await database.write((manager) => put(manager, 'after it came back'));
  });
});
