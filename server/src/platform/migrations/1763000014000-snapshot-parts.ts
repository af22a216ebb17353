import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { whole, words } from './columns.js';

const COLUMNS = ['generation', 'parts', 'whole'];

/** A snapshot that was stored before has no parts, and its bytes are all of it. */
export class SnapshotParts1763000014000 implements MigrationInterface {
  name = 'SnapshotParts1763000014000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE "document_snapshot" ADD COLUMN "${column}" integer NOT NULL DEFAULT 0`);
    const bytes = { name: 'bytes', type: runner.connection.options.type === 'postgres' ? 'bytea' : 'blob' };
    await runner.createTable(
      new Table({
        name: 'document_snapshot_part',
        columns: [{ ...words('document', 160), isPrimary: true }, { ...whole('generation'), isPrimary: true }, { ...whole('n'), isPrimary: true }, bytes],
      }),
    );
  }

  /** What lies in parts is read by nothing older: a server of before would find documents empty. */
  async down(runner: QueryRunner): Promise<void> {
    const [found] = (await runner.query('SELECT COUNT(*) AS "held" FROM "document_snapshot" WHERE "parts" > 0')) as [{ held: number | string }];
    if (Number(found.held) > 0) throw new Error('there are documents whose snapshots lie in parts');
    await runner.dropTable('document_snapshot_part');
    for (const column of COLUMNS) await runner.query(`ALTER TABLE "document_snapshot" DROP COLUMN "${column}"`);
  }
}
