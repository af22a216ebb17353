import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { epoch, id, key } from './columns.js';

/** Eight bytes in both databases: level-0 pixels times a scale need more than the seven digits of `real`. */
const number = (name: string): TableColumnOptions => ({ name, type: 'double precision' });

export class Alignments1763000007000 implements MigrationInterface {
  name = 'Alignments1763000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'slide_alignment',
        columns: [key('caseId'), key('slideA'), key('slideB'), number('scale'), number('rotation'), number('dx'), number('dy'), id('personId'), epoch('at')],
        foreignKeys: [{ columnNames: ['caseId'], referencedTableName: 'case_record', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('slide_alignment');
  }
}
