import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, key, text, whole, words } from './columns.js';

export class Cases1763000002000 implements MigrationInterface {
  name = 'Cases1763000002000';

  async up(runner: QueryRunner): Promise<void> {
    const ofCase = { columnNames: ['caseId'], referencedTableName: 'case_record', referencedColumnNames: ['id'], onDelete: 'CASCADE' };
    await runner.createTable(
      new Table({ name: 'case_record', columns: [key('id'), words('accession', 40), words('title', 120), text('question'), epoch('createdAt')] }),
    );
    await runner.createTable(
      new Table({
        name: 'case_member',
        columns: [key('caseId'), key('personId'), words('role', 16), epoch('since')],
        indices: [{ name: 'case_member_person', columnNames: ['personId'] }],
        foreignKeys: [ofCase],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'case_slide',
        columns: [key('caseId'), key('slideId'), whole('position')],
        indices: [{ name: 'case_slide_slide', columnNames: ['slideId'] }],
        foreignKeys: [ofCase],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('case_slide');
    await runner.dropTable('case_member');
    await runner.dropTable('case_record');
  }
}
