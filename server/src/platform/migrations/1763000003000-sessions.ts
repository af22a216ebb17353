import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, key, optional } from './columns.js';

export class Sessions1763000003000 implements MigrationInterface {
  name = 'Sessions1763000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'session',
        columns: [key('id'), id('caseId'), id('slideId'), id('startedBy'), epoch('createdAt'), optional(epoch('endedAt'))],
        indices: [
          { name: 'session_case', columnNames: ['caseId'] },
          // One open session a case, also where two people open it at the same moment.
          { name: 'session_open', columnNames: ['caseId'], isUnique: true, where: '"endedAt" IS NULL' },
        ],
        foreignKeys: [{ columnNames: ['caseId'], referencedTableName: 'case_record', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('session');
  }
}
