import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, key, text, words } from './columns.js';

export class Slides1763000001000 implements MigrationInterface {
  name = 'Slides1763000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'slide',
        columns: [
          key('id'),
          words('name', 120),
          words('file', 300),
          epoch('bytes'),
          words('digest', 64),
          words('state', 16),
          text('image'),
          epoch('createdAt'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('slide');
  }
}
