import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, words } from './columns.js';

/** The tables whose key is a document's name, which is longer since layers carry an id of their own. */
const KEYED = ['document_update', 'document_snapshot', 'document_client'];

export class Reveals1763000008000 implements MigrationInterface {
  name = 'Reveals1763000008000';

  async up(runner: QueryRunner): Promise<void> {
    // SQLite never asks how long a varchar is.
    const isPostgres = runner.connection.options.type === 'postgres';
    if (isPostgres) for (const table of KEYED) await runner.query(`ALTER TABLE "${table}" ALTER COLUMN "document" TYPE varchar(160)`);
    await runner.createTable(
      new Table({
        name: 'document_reveal',
        columns: [{ ...words('document', 160), isPrimary: true }, id('caseId'), id('personId'), epoch('at')],
        foreignKeys: [{ columnNames: ['caseId'], referencedTableName: 'case_record', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  /** The keys stay as long as they are: names that were stored meanwhile may need it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('document_reveal');
  }
}
