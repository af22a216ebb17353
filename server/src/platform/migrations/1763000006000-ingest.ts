import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { epoch, flag, id, key, optional, text, whole, words } from './columns.js';

const UPLOAD = new Table({
  name: 'ingest_upload',
  columns: [
    key('id'), id('personId'), id('caseId'), id('batchId'), whole('batchFiles'), words('relativePath', 400), epoch('bytes'), optional(words('sha256', 64)),
    words('occasion', 20), flag('isDeidentifying'), optional(words('givenName', 120)), epoch('createdAt'), optional(epoch('finishedAt')), optional(id('jobId')),
  ],
  indices: [
    { name: 'ingest_upload_batch', columnNames: ['batchId'] },
    { name: 'ingest_upload_person', columnNames: ['personId'] },
    { name: 'ingest_upload_job', columnNames: ['jobId'] },
  ],
});

const JOB = new Table({
  name: 'ingest_job',
  columns: [
    key('id'), words('source', 16), optional(id('caseId')), optional(id('personId')), optional(id('batchId')), words('name', 120), optional(words('givenName', 120)),
    optional(text('origin')), words('occasion', 20), flag('isDeidentifying'), id('slideId'), words('state', 16), words('step', 16), optional(words('code', 40)),
    text('findings'), flag('isCancelled'), optional(words('worker', 120)), optional(epoch('seenAt')), whole('attempts'), epoch('createdAt'), optional(epoch('finishedAt')),
  ],
  indices: [
    { name: 'ingest_job_case', columnNames: ['caseId'] },
    { name: 'ingest_job_state', columnNames: ['state', 'createdAt'] },
  ],
});

/** `id` is a digest of path, size and time: nothing here says what the files are called. */
const WATCHED = new Table({ name: 'watched_scan', columns: [{ ...words('id', 64), isPrimary: true }, epoch('takenAt')] });

export class Ingest1763000006000 implements MigrationInterface {
  name = 'Ingest1763000006000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [UPLOAD, JOB, WATCHED]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [WATCHED, JOB, UPLOAD]) await runner.dropTable(table);
  }
}
