import { basename, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { ScanOccasion, SlideSummary } from '@parfocal/shared/api';
import { Slides } from '../slides/index.js';
import { codeOf, DomainError } from '../wire/index.js';
import { IngestJobs } from './ingest-jobs.js';
import { JobCleaner } from './job-cleaner.js';
import { JobRunner } from './job-runner.js';
import { newJob } from './new-job.js';
import { BEAT_MS } from './worker-name.js';
import { scanAt } from './watch/index.js';

export interface Import {
  /** What the slide is called; after its file where not given. */
  readonly name?: string | undefined;
  readonly caseId?: string | undefined;
  readonly occasion?: ScanOccasion;
  readonly deidentify?: boolean;
}

/** Slides that lie on this machine, taken in by whoever asks, in their own process: a command runs beside a server and leaves its jobs alone. */
@Injectable()
export class Imports {
  constructor(
    private readonly jobs: IngestJobs,
    private readonly runner: JobRunner,
    private readonly cleaner: JobCleaner,
    private readonly slides: Slides,
  ) {}

  /**
   * Takes in one slide, a file or a folder, with all that an upload goes through. The original is copied and never changed.
   *
   * @throws DomainError why it was not taken in; then nothing of it is left
   */
  async importSlide(path: string, { name, caseId, occasion, deidentify }: Import = {}): Promise<SlideSummary> {
    const origin = resolve(path);
    await scanAt(origin);
    const job = await this.jobs.addMine(newJob({ source: 'import', caseId, givenName: name, occasion, isDeidentifying: deidentify, origin, fileName: basename(origin) }));
    const beating = setInterval(() => void this.jobs.beat([job.id]).catch(() => undefined), BEAT_MS).unref();
    try {
      await this.runner.run(job, new AbortController().signal);
    } catch (error) {
      throw error instanceof DomainError ? error : Object.assign(new DomainError(codeOf(error), 'it could not be taken in'), { cause: error });
    } finally {
      clearInterval(beating);
      await this.cleaner.remove(job);
    }
    const [summary] = await this.slides.summaries([job.slideId]);
    return summary!;
  }
}
