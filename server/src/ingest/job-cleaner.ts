import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { Database } from '../platform/index.js';
import { Slides } from '../slides/index.js';
import { IncomingFolder } from './incoming-folder.js';
import type { IngestJob } from './ingest-job.entity.js';
import { IngestJobs } from './ingest-jobs.js';
import { Upload } from './upload.entity.js';

/** Failures that are not the file's: what came is kept, so that it can be tried again without sending it once more. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['internal', 'unavailable', 'slide.unreachable', 'storage.full', 'ingest.gave-up']);

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

  /** Whether the slide is in the catalogue already, and so has to come into its case. */
  async isStored({ slideId }: IngestJob): Promise<boolean> {
    return (await this.slides.find(slideId)) !== undefined;
  }

  /** The job, whatever became of it, and everything of it but a slide that is in the catalogue. */
  async remove(job: IngestJob): Promise<void> {
    await this.slides.discard(job.slideId);
    await this.clearFiles(job.id);
    await this.database.write((manager) => manager.delete(Upload, { jobId: job.id }));
    await this.jobs.remove(job.id);
  }

  async clearAfterFailure(job: IngestJob, code: ErrorCode): Promise<void> {
    if (PASSING.has(code)) return;
    await this.slides.discard(job.slideId);
    await this.clearFiles(job.id);
  }

  /** What a job needed on its way. */
  async clearFiles(jobId: string): Promise<void> {
    for (const { id } of await this.database.read.findBy(Upload, { jobId })) await this.folder.removeUpload(id);
    await this.folder.removeJob(jobId);
  }
}
