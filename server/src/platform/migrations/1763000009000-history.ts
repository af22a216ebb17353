import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { epoch, id, optional, text, whole, words } from './columns.js';

const documentKey = { ...words('document', 160), isPrimary: true };

/** A document's name holds up to four ids. */
export class History1763000009000 implements MigrationInterface {
  name = 'History1763000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'document_history',
        columns: [
          documentKey, { ...whole('seq'), isPrimary: true }, { ...whole('n'), isPrimary: true }, words('subject', 16), id('entry'), id('personId'), words('verb', 16),
          epoch('since'), epoch('at'), text('state'), optional(text('was')), whole('bytes'),
        ],
      }),
    );
    await runner.createIndex('document_history', new TableIndex({ name: 'document_history_entry', columnNames: ['document', 'entry'] }));
    await runner.createTable(new Table({ name: 'document_history_start', columns: [documentKey, epoch('at')] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('document_history_start');
    await runner.dropTable('document_history');
  }
}
