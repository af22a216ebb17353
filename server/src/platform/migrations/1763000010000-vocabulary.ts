import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, key, text, whole } from './columns.js';

export class Vocabulary1763000010000 implements MigrationInterface {
  name = 'Vocabulary1763000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'class_vocabulary',
        columns: [key('caseId'), whole('revision'), text('classes'), id('personId'), epoch('at')],
        foreignKeys: [{ columnNames: ['caseId'], referencedTableName: 'case_record', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('class_vocabulary');
  }
}
