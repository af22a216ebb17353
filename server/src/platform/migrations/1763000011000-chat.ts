import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, id, key, optional, text, whole } from './columns.js';

export class Chat1763000011000 implements MigrationInterface {
  name = 'Chat1763000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'chat_message',
        columns: [key('sessionId'), key('id'), whole('seq'), id('personId'), epoch('at'), text('text'), optional(text('place')), optional(epoch('takenBackAt'))],
        indices: [{ name: 'chat_message_seq', columnNames: ['sessionId', 'seq'], isUnique: true }],
        foreignKeys: [{ columnNames: ['sessionId'], referencedTableName: 'session', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('chat_message');
  }
}
