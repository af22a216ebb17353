import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { Config } from './config.js';
import { MIGRATIONS } from './migrations/index.js';

/** What `libsql` shares with better-sqlite3 and is needed to prepare a connection. */
interface EmbeddedConnection {
  pragma(statement: string): unknown;
  prepare(statement: string): unknown;
}

/** SQLite under the data folder, or PostgreSQL where DATABASE_URL names one; the same entities and migrations. */
export function dataSourceOptions({ values, dataDir }: Config): TypeOrmModuleOptions {
  const common = { autoLoadEntities: true, migrations: MIGRATIONS, migrationsRun: true, synchronize: false, retryAttempts: 3, retryDelay: 500 };
  if (values.DATABASE_URL) {
    return { ...common, type: 'postgres', url: values.DATABASE_URL, extra: { max: 10, connectionTimeoutMillis: 5_000 } };
  }
  mkdirSync(dataDir, { recursive: true });
  return {
    ...common,
    type: 'better-sqlite3',
    driver: createRequire(join(process.cwd(), 'package.json'))('libsql') as unknown,
    database: join(dataDir, 'parfocal.sqlite'),
    prepareDatabase: (connection: EmbeddedConnection) => {
      connection.pragma('journal_mode = WAL');
      // "Saved" is promised to people: a commit has to be on the disk, not in its cache.
      connection.pragma('synchronous = FULL');
      writeFromTheStart(connection);
    },
  };
}

/**
 * Takes the file's write lock where a transaction begins, not at its first write. A command may write to the same file,
 * and a transaction that had read before the other one committed could not write any more (SQLITE_BUSY_SNAPSHOT, which
 * no busy timeout helps). TypeORM has no word for it.
 */
function writeFromTheStart(connection: EmbeddedConnection): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (statement) => prepare(statement === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE TRANSACTION' : statement);
}
