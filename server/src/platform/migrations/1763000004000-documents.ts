import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, whole } from './columns.js';

/** Bytes are `blob` in SQLite and `bytea` in PostgreSQL. */
export class Documents1763000004000 implements MigrationInterface {
  name = 'Documents1763000004000';

  async up(runner: QueryRunner): Promise<void> {
    const bytes = { name: 'bytes', type: runner.connection.options.type === 'postgres' ? 'bytea' : 'blob' };
    const documentKey = { name: 'document', type: 'varchar', length: '100', isPrimary: true };
    await runner.createTable(
      new Table({ name: 'document_update', columns: [documentKey, { ...whole('seq'), isPrimary: true }, epoch('at'), bytes] }),
    );
    await runner.createTable(new Table({ name: 'document_snapshot', columns: [documentKey, whole('seq'), epoch('at'), bytes] }));
    await runner.createTable(
      new Table({ name: 'document_client', columns: [documentKey, { ...epoch('clientId'), isPrimary: true }, id('personId')] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('document_client');
    await runner.dropTable('document_snapshot');
    await runner.dropTable('document_update');
  }
}
