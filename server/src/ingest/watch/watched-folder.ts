import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { In } from 'typeorm';
import { Cases } from '../../cases/index.js';
import { Config, Database } from '../../platform/index.js';
import { IngestJobs } from '../ingest-jobs.js';
import { newJob } from '../new-job.js';
import { WatchedScan } from '../watched-scan.entity.js';
import { entriesOf } from './scan-at.js';
import { type FoundScan, scansIn, StableScans } from './stable-scans.js';

const LOOK_MS = 5_000;
/** A look at a slow share with much on it must not become all that the share does. */
const REST = 10;

interface CaseScan extends FoundScan {
  readonly caseId: string;
}

/**
 * Takes in what scanners put into `WATCH_DIR/<accession>/`, once nobody writes to it any more. Looks by itself: network shares tell
 * nobody of changes. Files are read and never touched; what is taken belongs to the referrer of the case.
 */
@Injectable()
export class WatchedFolder implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WatchedFolder.name);
  private readonly stable: StableScans;
  private readonly taken = new Set<string>();
  private next: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private isOver = false;
  private said = '';

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly jobs: IngestJobs,
  ) {
    this.stable = new StableScans(config.values.WATCH_STABLE_SECONDS * 1_000);
  }

  onApplicationBootstrap(): void {
    if (this.config.values.WATCH_DIR !== undefined) this.lookIn(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.next);
    await this.looking;
  }

  /** One look at the whole folder. */
  async look(folder: string, nowMs = performance.now()): Promise<void> {
    const { scans, unknown, unreadable } = await this.findAll(folder);
    const waiting = unknown > 0 ? [`${unknown} folders are named after no case, or after several; what lies in them waits`] : [];
    const refused = unreadable > 0 ? [`${unreadable} files or folders cannot be looked through`] : [];
    this.say([...waiting, ...refused].join(' · '));
    for (const scan of await this.untaken(this.stable.of(scans, nowMs))) await this.take(scan);
  }

  private lookIn(ms: number): void {
    this.next = setTimeout(() => {
      this.looking = this.lookAndRest();
    }, ms).unref();
  }

  private async lookAndRest(): Promise<void> {
    const begunAt = performance.now();
    try {
      await this.look(this.config.values.WATCH_DIR!);
    } catch (error) {
      this.say(`the watched folder cannot be looked at (${error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown'})`);
    }
    if (!this.isOver) this.lookIn(Math.max(LOOK_MS, REST * (performance.now() - begunAt)));
  }

  private async findAll(folder: string): Promise<{ scans: CaseScan[]; unknown: number; unreadable: number }> {
    const scans: CaseScan[] = [];
    let [unknown, unreadable] = [0, 0];
    // It may also be gone since the folder above it was read.
    const refused = (): void => void (unreadable += 1);
    for (const { name } of (await entriesOf(folder)).filter((entry) => entry.isDirectory())) {
      const caseId = await this.cases.findByAccession(name);
      if (caseId === undefined) unknown += 1;
      else scans.push(...(await scansIn(join(folder, name), refused)).map((scan) => ({ ...scan, caseId })));
    }
    return { scans, unknown, unreadable };
  }

  private async untaken(scans: readonly CaseScan[]): Promise<CaseScan[]> {
    const asked = scans.map(({ signature }) => signature).filter((signature) => !this.taken.has(signature));
    if (asked.length > 0) for (const { id } of await this.database.read.findBy(WatchedScan, { id: In(asked) })) this.taken.add(id);
    return scans.filter(({ signature }) => !this.taken.has(signature));
  }

  private async take({ caseId, path, name, signature }: CaseScan): Promise<void> {
    const [personId = null] = await this.cases.managers(caseId);
    const job = newJob({ source: 'watched', caseId, personId, origin: path, fileName: name });
    await this.database.write(async (manager) => {
      await manager.insert(WatchedScan, { id: signature, takenAt: Date.now() });
      await this.jobs.add(job, manager);
    });
    this.taken.add(signature);
    this.logger.log({ jobId: job.id }, 'a scan of the watched folder is taken in');
    this.jobs.announce();
  }

  /** Once, until it is otherwise; without the names of folders and files. */
  private say(what: string): void {
    if (what !== '' && what !== this.said) this.logger.warn(what);
    this.said = what;
  }
}
