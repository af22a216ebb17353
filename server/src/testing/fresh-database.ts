import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

export interface FreshDatabase {
  readonly environment: Record<string, string>;
  drop(): Promise<void>;
}

/** A data folder of its own and, where TEST_DATABASE_URL names a PostgreSQL server, an empty database on it. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'parfocal-test-'));
  const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return { environment: { DATA_DIR: folder }, drop: clear };
  const name = `parfocal_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    environment: { DATA_DIR: folder, DATABASE_URL: url.href },
    drop: async () => {
      await asAdministrator(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await clear();
    },
  };
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
