import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, key, optional, words } from './columns.js';

export class Mentions1763000015500 implements MigrationInterface {
  name = 'Mentions1763000015500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'mention',
        columns: [key('id'), id('personId'), id('caseId'), id('slideId'), words('layer', 64), id('comment'), id('annotation'), id('by'), epoch('at'), optional(epoch('readAt'))],
        indices: [
          { name: 'mention_once', columnNames: ['caseId', 'slideId', 'layer', 'comment', 'personId'], isUnique: true },
          { name: 'mention_person', columnNames: ['personId', 'at'] },
        ],
        foreignKeys: [{ columnNames: ['caseId'], referencedTableName: 'case_record', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('mention');
  }
}
