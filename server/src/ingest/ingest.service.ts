import { Injectable } from '@nestjs/common';
import type { IngestJobSummary } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { IngestJobs } from './ingest-jobs.js';
import type { IngestJob } from './ingest-job.entity.js';
import { IngestWorker } from './ingest-worker.js';
import { JobCleaner } from './job-cleaner.js';
import { JobProgress } from './job-progress.js';

/** What the referrers of a case see of slides on their way, and may do about them. */
@Injectable()
export class Ingest {
  constructor(
    private readonly jobs: IngestJobs,
    private readonly cases: Cases,
    private readonly cleaner: JobCleaner,
    private readonly progress: JobProgress,
    private readonly worker: IngestWorker,
  ) {}

  async ofCase(personId: string, caseId: string): Promise<IngestJobSummary[]> {
    await this.cases.requireManager(personId, caseId);
    return (await this.jobs.ofCase(caseId)).map((job) => this.summaryOf(job));
  }

  /** What is not in the store yet does not come into it; of what is done or failed, the record goes. */
  async remove(personId: string, jobId: string): Promise<void> {
    await this.require(personId, jobId);
    await this.jobs.cancel(jobId);
    const job = await this.jobs.find(jobId);
    if (job?.state === 'running') this.worker.stop(jobId);
    else if (job) await this.cleaner.remove(job);
  }

  /** @throws DomainError `not-found` where trying again cannot help: what came is no slide, or is there no more */
  async retry(personId: string, jobId: string): Promise<IngestJobSummary> {
    const job = await this.require(personId, jobId);
    if (!this.cleaner.canRetry(job) || !(await this.jobs.retry(jobId))) throw new DomainError('not-found', 'nothing is left of this slide to try again');
    this.jobs.announce();
    return this.summaryOf({ ...job, state: 'waiting', code: null });
  }

  private async require(personId: string, jobId: string): Promise<IngestJob> {
    const job = await this.jobs.find(jobId);
    if (!job || job.caseId === null || job.isCancelled) throw notFound('job');
    await this.cases.requireManager(personId, job.caseId);
    return job;
  }

  private summaryOf(job: IngestJob): IngestJobSummary {
    const { id, batchId, name, state, step, code, createdAt } = job;
    const share = state === 'running' ? this.progress.of(id) : state === 'done' ? 1 : 0;
    return { id, batchId, name, state, step, share, code, canRetry: this.cleaner.canRetry(job), slideId: state === 'done' ? job.slideId : null, createdAt };
  }
}
