import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, key, optional, words } from './columns.js';

export class People1763000000000 implements MigrationInterface {
  name = 'People1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'person',
        columns: [key('id'), words('name', 64), words('displayName', 120), words('passwordHash', 200), epoch('createdAt')],
        uniques: [{ name: 'person_name', columnNames: ['name'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'login',
        columns: [key('id'), id('personId'), words('tokenDigest', 64), words('agent', 200), epoch('createdAt'), epoch('lastSeenAt'), optional(epoch('revokedAt'))],
        uniques: [{ name: 'login_token', columnNames: ['tokenDigest'] }],
        indices: [{ name: 'login_person', columnNames: ['personId'] }],
        foreignKeys: [{ columnNames: ['personId'], referencedTableName: 'person', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('login');
    await runner.dropTable('person');
  }
}
