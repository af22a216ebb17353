import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, key, text, whole, words } from './columns.js';

const ofCase = { columnNames: ['caseId'], referencedTableName: 'case_record', referencedColumnNames: ['id'], onDelete: 'CASCADE' };

export class Scenes1763000013000 implements MigrationInterface {
  name = 'Scenes1763000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'scene',
        columns: [key('caseId'), key('id'), whole('revision'), words('title', 120), text('note'), text('shown'), id('author'), epoch('createdAt'), epoch('updatedAt')],
        foreignKeys: [ofCase],
      }),
    );
    await runner.createTable(new Table({ name: 'scene_list', columns: [key('caseId'), whole('revision'), text('ids')], foreignKeys: [ofCase] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('scene_list');
    await runner.dropTable('scene');
  }
}
