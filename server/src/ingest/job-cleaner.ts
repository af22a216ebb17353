import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { Database } from '../platform/index.js';
import { Slides } from '../slides/index.js';
import { IncomingFolder } from './incoming-folder.js';
import type { IngestJob } from './ingest-job.entity.js';
import { IngestJobs } from './ingest-jobs.js';
import { Upload } from './upload.entity.js';

/** Failures that are not the file's: what came is kept, so that it can be tried again without sending it once more. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['internal', 'unavailable', 'storage.full', 'ingest.gave-up']);

/** Removes what jobs leave. Files first and the row last: a row without files can be cleared again, files without a row would lie there for good. */
@Injectable()
export class JobCleaner {
  constructor(
    private readonly database: Database,
    private readonly jobs: IngestJobs,
    private readonly slides: Slides,
    private readonly folder: IncomingFolder,
  ) {}

  canRetry({ state, code }: IngestJob): boolean {
    return state === 'failed' && code !== null && PASSING.has(code);
  }

  /** The job, whatever became of it, and everything of it but a slide that is in the catalogue. */
  async remove(job: IngestJob): Promise<void> {
    await this.clearStored(job);
    await this.clearFiles(job.id);
    await this.database.write((manager) => manager.delete(Upload, { jobId: job.id }));
    await this.jobs.remove(job.id);
  }

  async clearAfterFailure(job: IngestJob, code: ErrorCode): Promise<void> {
    if (PASSING.has(code)) return;
    await this.clearStored(job);
    await this.clearFiles(job.id);
  }

  /** What a job needed on its way. */
  async clearFiles(jobId: string): Promise<void> {
    for (const { id } of await this.database.read.findBy(Upload, { jobId })) await this.folder.removeUpload(id);
    await this.folder.removeJob(jobId);
  }

  /** What was moved into the store for a slide that did not come to be. */
  private async clearStored({ slideId }: IngestJob): Promise<void> {
    await this.slides.discard(slideId);
  }
}
