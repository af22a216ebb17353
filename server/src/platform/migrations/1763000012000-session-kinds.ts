import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** In plain SQL, which both databases understand: a table made anew would lose the condition of its `session_open` index on SQLite. */
export class SessionKinds1763000012000 implements MigrationInterface {
  name = 'SessionKinds1763000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "session" ADD COLUMN "kind" varchar(16) NOT NULL DEFAULT 'consultation'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "session" DROP COLUMN "kind"');
  }
}
