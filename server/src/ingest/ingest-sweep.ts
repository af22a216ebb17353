import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import { In, IsNull } from 'typeorm';
import { Config, Database } from '../platform/index.js';
import { IncomingFolder } from './incoming-folder.js';
import { IngestJob } from './ingest-job.entity.js';
import { IngestJobs } from './ingest-jobs.js';
import { JobCleaner } from './job-cleaner.js';
import { Upload } from './upload.entity.js';
import { Uploads } from './uploads.service.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long it is remembered that a slide came in. */
const DONE_LASTS_MS = DAY_MS;

/** Clears what nobody comes back for, at the start and every hour. In a server; commands leave everything alone. */
@Injectable()
export class IngestSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IngestSweep.name);
  private readonly every = setInterval(() => void this.runQuietly(), HOUR_MS).unref();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly folder: IncomingFolder,
    private readonly jobs: IngestJobs,
    private readonly cleaner: JobCleaner,
    private readonly uploads: Uploads,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.folder.make();
    await this.uploads.settleAll();
    await this.run();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.every);
    await this.running;
  }

  async run(now = Date.now()): Promise<void> {
    const expiredAt = now - this.config.values.UPLOAD_EXPIRY_DAYS * DAY_MS;
    await this.forgetAbandoned(expiredAt);
    const unwanted = await this.database.read.findBy(IngestJob, { isCancelled: true, state: In(['waiting', 'failed', 'done']) });
    const old = [...(await this.jobs.finishedBefore(now - DONE_LASTS_MS, 'done')), ...(await this.jobs.finishedBefore(expiredAt, 'failed'))];
    for (const job of [...unwanted, ...old]) await this.cleaner.remove(job);
    await this.clearStrays();
  }

  private runQuietly(): Promise<void> {
    this.running = this.run().catch((error: unknown) => this.logger.warn({ err: error }, 'what was left could not be cleared'));
    return this.running;
  }

  /** All files of a slide together: one of them may have come days before the others. */
  private async forgetAbandoned(expiredAt: number): Promise<void> {
    const open = await this.database.read.findBy(Upload, { jobId: IsNull() });
    for (const batchId of new Set(open.map((upload) => upload.batchId))) {
      const batch = open.filter((upload) => upload.batchId === batchId);
      const touchedAt = await Promise.all(batch.map(async ({ id, createdAt }) => Math.max(createdAt, await changedAt(this.folder.upload(id)))));
      if (Math.max(...touchedAt) >= expiredAt) continue;
      this.logger.log({ uploads: batch.length }, 'an abandoned upload is removed');
      await this.uploads.forget(batch.map(({ id }) => id));
    }
  }

  /** Listed before it is asked whose they are: rows are written before their files. */
  private async clearStrays(): Promise<void> {
    const entries = await this.folder.list();
    const needed = await this.jobs.needed(entries.map(({ name }) => name));
    const uploads = new Set((await this.database.read.findBy(Upload, { id: In(entries.flatMap(({ uploadId }) => uploadId ?? [])) })).map(({ id }) => id));
    for (const { name, uploadId } of entries) {
      if (needed.has(name) || (uploadId !== undefined && uploads.has(uploadId))) continue;
      await this.folder.remove(name);
    }
  }
}

/** 0 for a file that nothing was written to yet. */
async function changedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
