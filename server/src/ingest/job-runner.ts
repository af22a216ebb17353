import { Injectable, Logger } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { slideRefusal } from '../slides/index.js';
import { codeOf, DomainError } from '../wire/index.js';
import { IngestJobs } from './ingest-jobs.js';
import type { IngestJob } from './ingest-job.entity.js';
import { IngestSteps } from './ingest-steps.js';
import { JobCleaner } from './job-cleaner.js';
import { JobProgress } from './job-progress.js';

/** Why a run was broken off by us. `lost`: it is not of this process any more; whoever has it now goes on. */
export class Stopped extends Error {
  constructor(readonly why: 'cancelled' | 'shutdown' | 'lost') {
    super(why);
  }
}

/** So often a step is begun again, a few seconds apart, because the database or the store did not answer. */
const MOST_WAITS = 60;

/** Runs the steps of one job, from where it stands to its end. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);

  constructor(
    private readonly jobs: IngestJobs,
    private readonly steps: IngestSteps,
    private readonly progress: JobProgress,
    private readonly cleaner: JobCleaner,
  ) {}

  /** The job has been claimed. Resolves once it is done, and rejects with why it is not: a `Stopped`, a `DomainError`, or what nobody foresaw. */
  async run(job: IngestJob, signal: AbortSignal): Promise<void> {
    let at = job;
    try {
      for (let next = this.steps.after(at.step); ; next = this.steps.after(at.step)) {
        const findings = { ...at.findings, ...(await this.runStep(at, signal)) };
        if (!next) break;
        if (!(await this.jobs.advance(at.id, next, findings))) throw new Stopped((await this.jobs.isUnwanted(at.id)) ? 'cancelled' : 'lost');
        at = { ...at, step: next, findings };
      }
      if (!(await this.jobs.done(at.id))) throw new Stopped('lost');
      await this.cleaner.clearFiles(at.id);
      // Too late to be cancelled; that nobody wants to read of it still holds.
      if (signal.reason instanceof Stopped && signal.reason.why === 'cancelled') await this.cleaner.remove(at);
    } catch (error) {
      throw signal.aborted ? signal.reason : slideRefusal(error);
    } finally {
      this.progress.forget(job.id);
    }
  }

  /** Notes why a job did not come to its end. Tells whether it waits again for what is away at the moment. */
  async settle(job: IngestJob, error: unknown): Promise<boolean> {
    if (error instanceof Stopped) {
      const isStored = error.why === 'cancelled' && (await this.cleaner.isStored(job));
      if (error.why === 'cancelled' && !isStored) await this.cleaner.remove(job);
      if (error.why === 'shutdown' || isStored) await this.jobs.release(job.id);
      return false;
    }
    const code: ErrorCode = codeOf(error);
    // The database or the store is away for a while; nothing is wrong with the slide.
    if ((code === 'unavailable' || code === 'slide.unreachable') && job.attempts < MOST_WAITS) return this.jobs.release(job.id, job.attempts);
    this.logger.warn({ jobId: job.id, code, ...(error instanceof DomainError ? { reason: error.message } : { err: error }) }, 'a slide was not taken in');
    if (await this.jobs.fail(job.id, code)) await this.cleaner.clearAfterFailure(job, code);
    return false;
  }

  private async runStep(job: IngestJob, signal: AbortSignal): Promise<object> {
    // Once the slide is in the store, it comes into its case too.
    if (job.step !== 'catalogue') signal.throwIfAborted();
    this.progress.begin(job.id);
    const begunAt = performance.now();
    const found = await this.steps.of(job.step)({ job, findings: job.findings, signal, onProgress: (share) => this.progress.set(job.id, share) });
    this.logger.debug({ jobId: job.id, step: job.step, ms: Math.round(performance.now() - begunAt) });
    return found;
  }
}
