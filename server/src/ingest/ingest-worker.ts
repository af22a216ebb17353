import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { IngestJobs } from './ingest-jobs.js';
import type { IngestJob } from './ingest-job.entity.js';
import { JobRecovery } from './job-recovery.js';
import { JobRunner, Stopped } from './job-runner.js';
import { BEAT_MS } from './worker-name.js';

/** A small slide need not wait for a large one; more would take the processor from those who are looking at slides. */
const AT_ONCE = 2;
/** How often it is looked for jobs that another process left: all others are announced. */
const LOOK_MS = 5_000;

/** Runs the jobs that wait, oldest first. One in a server; commands run their own. */
@Injectable()
export class IngestWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IngestWorker.name);
  private readonly running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  private readonly timers: NodeJS.Timeout[] = [];
  private news: Subscription | undefined;
  private filling: Promise<void> | undefined;
  private again = false;
  private isOver = false;

  constructor(
    private readonly jobs: IngestJobs,
    private readonly runner: JobRunner,
    private readonly recovery: JobRecovery,
  ) {}

  onApplicationBootstrap(): void {
    this.news = this.jobs.news.subscribe(() => this.look());
    this.timers.push(setInterval(() => this.look(), LOOK_MS).unref(), setInterval(() => void this.beat(), BEAT_MS).unref());
    this.look();
  }

  /** Jobs are put back where they stand; the next start goes on with them. */
  async onModuleDestroy(): Promise<void> {
    this.isOver = true;
    this.news?.unsubscribe();
    for (const timer of this.timers) clearInterval(timer);
    await this.filling;
    for (const { stop } of this.running.values()) stop.abort(new Stopped('shutdown'));
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  /** Breaks a job off that runs here: nobody wants it, or another process was given it and works on the same files. */
  stop(jobId: string, why: 'cancelled' | 'lost' = 'cancelled'): void {
    this.running.get(jobId)?.stop.abort(new Stopped(why));
  }

  /** Fills the free places; a look during a look is made up for. */
  private look(): void {
    this.again = true;
    this.filling ??= this.fill().finally(() => (this.filling = undefined));
  }

  private async fill(): Promise<void> {
    while (this.again && !this.isOver) {
      this.again = false;
      try {
        await this.recovery.run();
        while (this.running.size < AT_ONCE && !this.isOver) {
          const job = await this.jobs.claim();
          if (!job) break;
          this.start(job);
        }
      } catch (error) {
        // The database is away; the next look finds it again.
        this.logger.warn({ err: error }, 'jobs cannot be looked for');
      }
    }
  }

  private start(job: IngestJob): void {
    const stop = new AbortController();
    const ended = this.runToItsEnd(job, stop.signal).then((waitsAgain) => {
      this.running.delete(job.id);
      if (!waitsAgain && !this.isOver) this.look();
    });
    this.running.set(job.id, { stop, ended });
  }

  /** Never rejects. Tells whether the job waits for what is away at the moment: then there is no point in looking at once. */
  private async runToItsEnd(job: IngestJob, signal: AbortSignal): Promise<boolean> {
    try {
      await this.runner.run(job, signal);
      return false;
    } catch (why) {
      return this.settle(job, why);
    }
  }

  private async settle(job: IngestJob, why: unknown): Promise<boolean> {
    try {
      return await this.runner.settle(job, why);
    } catch (error) {
      // It stays as it is, and is taken up as that of a dead process after a while.
      this.logger.error({ jobId: job.id, err: error }, 'how a job ended could not be noted');
      return true;
    }
  }

  private async beat(): Promise<void> {
    if (this.running.size === 0) return;
    try {
      const { cancelled, lost } = await this.jobs.beat([...this.running.keys()]);
      for (const id of cancelled) this.stop(id);
      for (const id of lost) this.stop(id, 'lost');
    } catch (error) {
      this.logger.warn({ err: error }, 'the database does not hear that jobs are running');
    }
  }
}
