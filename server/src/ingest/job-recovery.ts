import { Injectable, Logger } from '@nestjs/common';
import { IngestJobs } from './ingest-jobs.js';
import type { IngestJob } from './ingest-job.entity.js';
import { JobCleaner } from './job-cleaner.js';
import { WorkerName } from './worker-name.js';

/** A step that its process did not survive so often is not tried again by itself. */
const MOST_ATTEMPTS = 3;

/** Takes up what dead processes left running. */
@Injectable()
export class JobRecovery {
  private readonly logger = new Logger(JobRecovery.name);

  constructor(
    private readonly jobs: IngestJobs,
    private readonly cleaner: JobCleaner,
    private readonly worker: WorkerName,
  ) {}

  async run(): Promise<void> {
    const now = Date.now();
    for (const job of await this.jobs.running()) if (this.worker.isDead(job.worker, job.seenAt, now)) await this.takeUp(job);
  }

  private async takeUp(job: IngestJob): Promise<void> {
    this.logger.warn({ jobId: job.id, step: job.step, attempts: job.attempts }, 'a process ended in the middle of a job');
    const isUnwanted = job.isCancelled || job.source === 'import';
    // What a command had begun is for the person at the command to begin again; only a slide that is stored already comes into its case.
    if (isUnwanted && !(await this.cleaner.isStored(job))) await this.cleaner.remove(job);
    else if (job.attempts >= MOST_ATTEMPTS) await this.jobs.takeFrom(job, { state: 'failed', code: 'ingest.gave-up', finishedAt: Date.now() });
    else await this.jobs.takeFrom(job, { state: 'waiting' });
  }
}
