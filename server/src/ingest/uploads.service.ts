import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { MOST_BATCH_FILES, type UploadMetadata } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { Config, Database, Turnstile } from '../platform/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { DiskRoom, sizeOf } from './disk-room.js';
import { IncomingFolder } from './incoming-folder.js';
import { IngestJobs } from './ingest-jobs.js';
import { jobOfBatch } from './new-job.js';
import { Upload } from './upload.entity.js';

export interface UploadWish {
  readonly id: string;
  readonly personId: string;
  readonly bytes: number;
  readonly metadata: UploadMetadata;
}

/** Of one person: two of the largest slides. */
const MOST_WAITING_FILES = 2 * MOST_BATCH_FILES;

/** Who may send what, and what becomes of it when all of a slide is there. The bytes are `UploadStore`'s. */
@Injectable()
export class Uploads {
  /** Nothing may come between the look at the room, or the others of a slide, and the promise. */
  private readonly gate = new Turnstile(1);

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly room: DiskRoom,
    private readonly folder: IncomingFolder,
    private readonly jobs: IngestJobs,
  ) {}

  /**
   * Promises room for a file. Refused before a byte is sent where it cannot end well.
   *
   * @throws DomainError `not-found`, `forbidden`, `slide.too-large`, `upload.too-many`, `storage.full`, `body.malformed` where the files of the slide contradict each other
   */
  begin(wish: UploadWish): Promise<void> {
    return this.gate.pass(async () => {
      const { personId, bytes, metadata } = wish;
      await this.cases.requireManager(personId, metadata.caseId);
      await this.requireLimits(wish);
      await this.requireFitting(wish);
      await this.room.require(bytes);
      await this.database.write((manager) => manager.insert(Upload, recordOf(wish)));
    });
  }

  /** The upload of this person, who still manages its case. To anyone else it does not exist. */
  async require(personId: string, uploadId: string): Promise<Upload> {
    const upload = await this.database.read.findOneBy(Upload, { id: uploadId, personId });
    if (!upload) throw notFound('upload');
    await this.cases.requireManager(personId, upload.caseId);
    return upload;
  }

  /** Makes a job of it once every file of the slide is on the disk, whole. Called again, it does nothing more. */
  async settle(uploadId: string): Promise<void> {
    const upload = await this.database.read.findOneBy(Upload, { id: uploadId, finishedAt: IsNull() });
    if (!upload || (await sizeOf(this.folder.upload(uploadId))) < upload.bytes) return;
    const isComplete = await this.database.write(async (manager) => {
      await this.lockBatch(manager, upload.batchId);
      await manager.update(Upload, { id: uploadId }, { finishedAt: Date.now() });
      const batch = { batchId: upload.batchId, jobId: IsNull() };
      if ((await manager.countBy(Upload, { ...batch, finishedAt: Not(IsNull()) })) < upload.batchFiles) return false;
      const job = jobOfBatch(upload);
      await this.jobs.add(job, manager);
      await manager.update(Upload, batch, { jobId: job.id });
      return true;
    });
    if (isComplete) this.jobs.announce();
  }

  /** Uploads whose end nobody noted: the process ended between the last byte and the record of it. */
  async settleAll(): Promise<void> {
    const unfinished = await this.database.read.findBy(Upload, { finishedAt: IsNull() });
    for (const { id } of unfinished) await this.settle(id);
  }

  /** Removes uploads, the files first and the rows that they are known by last. */
  async forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.folder.removeUpload(id);
    await this.database.write(async (manager) => {
      for (const id of ids) await manager.delete(Upload, { id });
    });
  }

  private async requireLimits({ personId, bytes, metadata: { batchId } }: UploadWish): Promise<void> {
    const { UPLOAD_MAX_BYTES: maxBytes, UPLOADS_PER_PERSON: most } = this.config.values;
    const sent = (await this.database.read.sum(Upload, 'bytes', { batchId })) ?? 0;
    if (Number(sent) + bytes > maxBytes) throw new DomainError('slide.too-large', `${bytes} bytes, more than ${maxBytes} in all`);
    const unfinished = await this.database.read.countBy(Upload, { personId, finishedAt: IsNull() });
    if (unfinished >= most) throw new DomainError('upload.too-many', `${unfinished} are unfinished`);
    // Files that are whole wait for the others of their slide, which may never come.
    const waiting = await this.database.read.countBy(Upload, { personId, jobId: IsNull() });
    if (waiting >= MOST_WAITING_FILES) throw new DomainError('upload.too-many', `${waiting} files wait for the rest of their slides`);
  }

  private async requireFitting({ personId, metadata: { caseId, batchId, batchFiles, relativePath } }: UploadWish): Promise<void> {
    const refuse = (why: string): never => {
      throw new DomainError('body.malformed', why);
    };
    const sibling = await this.database.read.findOneBy(Upload, { batchId });
    if (!sibling) return;
    if (sibling.personId !== personId || sibling.caseId !== caseId || sibling.batchFiles !== batchFiles) refuse('the batch is another one');
    if (sibling.jobId !== null || (await this.database.read.countBy(Upload, { batchId })) >= batchFiles) refuse('the batch is complete');
    if (await this.database.read.existsBy(Upload, { batchId, relativePath })) refuse('the batch has a file of this name');
  }

  /** Two last files of one slide may end at the same moment. */
  private async lockBatch(manager: EntityManager, batchId: string): Promise<void> {
    if (this.database.isEmbedded) return;
    await manager.find(Upload, { where: { batchId }, order: { id: 'ASC' }, take: 1, lock: { mode: 'pessimistic_write' } });
  }
}

const recordOf = ({ id, personId, bytes, metadata }: UploadWish): Upload => {
  const { caseId, batchId, batchFiles, relativePath, sha256 = null, occasion, deidentify: isDeidentifying, name: givenName = null } = metadata;
  return { id, personId, caseId, batchId, batchFiles, relativePath, bytes, sha256, occasion, isDeidentifying, givenName, createdAt: Date.now(), finishedAt: null, jobId: null };
};
