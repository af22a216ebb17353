import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, key } from './columns.js';

export class Attendance1763000015000 implements MigrationInterface {
  name = 'Attendance1763000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'session_attendance',
        columns: [key('sessionId'), key('personId'), epoch('at')],
        foreignKeys: [{ columnNames: ['sessionId'], referencedTableName: 'session', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('session_attendance');
  }
}
