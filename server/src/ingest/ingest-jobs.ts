import { Injectable } from '@nestjs/common';
import type { IngestStep } from '@parfocal/shared/api';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { type Observable, Subject } from 'rxjs';
import { type EntityManager, In, LessThan, Not } from 'typeorm';
import { Database } from '../platform/index.js';
import type { Findings } from './findings.js';
import { IngestJob } from './ingest-job.entity.js';
import { WorkerName } from './worker-name.js';

/**
 * The table of jobs. A running job belongs to one process, and every change of it asks whether it still does: a process that
 * was taken for dead must not go on with what another one has taken up.
 */
@Injectable()
export class IngestJobs {
  private readonly announced = new Subject<void>();

  constructor(
    private readonly database: Database,
    private readonly worker: WorkerName,
  ) {}

  /** There may be work. */
  get news(): Observable<void> {
    return this.announced.asObservable();
  }

  announce(): void {
    this.announced.next();
  }

  async add(job: IngestJob, manager?: EntityManager): Promise<void> {
    if (manager) await manager.insert(IngestJob, job);
    else await this.database.write((one) => one.insert(IngestJob, job));
  }

  /** A job that this process runs itself, and nobody else may take. */
  async addMine(job: IngestJob): Promise<IngestJob> {
    const mine: IngestJob = { ...job, state: 'running', worker: this.worker.value, seenAt: Date.now(), attempts: 1 };
    await this.add(mine);
    return mine;
  }

  async find(id: string): Promise<IngestJob | undefined> {
    return (await this.database.read.findOneBy(IngestJob, { id })) ?? undefined;
  }

  /** Oldest first. */
  ofCase(caseId: string): Promise<IngestJob[]> {
    return this.database.read.find(IngestJob, { where: { caseId, isCancelled: false }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  running(): Promise<IngestJob[]> {
    return this.database.read.findBy(IngestJob, { state: 'running' });
  }

  finishedBefore(at: number, state: 'done' | 'failed'): Promise<IngestJob[]> {
    return this.database.read.findBy(IngestJob, { state, finishedAt: LessThan(at) });
  }

  /** Those of `ids` whose files are still needed. */
  async needed(ids: readonly string[]): Promise<Set<string>> {
    const found = ids.length > 0 ? await this.database.read.find(IngestJob, { where: { id: In([...ids]), state: Not('done') }, select: { id: true } }) : [];
    return new Set(found.map(({ id }) => id));
  }

  /** Takes up the oldest job that waits. */
  claim(): Promise<IngestJob | undefined> {
    return this.database.write(async (manager) => {
      const lock = this.database.isEmbedded ? undefined : ({ mode: 'pessimistic_write', onLocked: 'skip_locked' } as const);
      const [job] = await manager.find(IngestJob, { where: { state: 'waiting' }, order: { createdAt: 'ASC', id: 'ASC' }, take: 1, lock });
      if (!job) return undefined;
      const taken = { state: 'running', worker: this.worker.value, seenAt: Date.now(), attempts: job.attempts + 1 } as const;
      await manager.update(IngestJob, { id: job.id }, taken);
      return { ...job, ...taken };
    });
  }

  /**
   * What a step found out, and which one is next. `false` where the job is not this process's any more, or nobody wants it: but once it is
   * stored it goes on to its end.
   */
  advance(id: string, step: IngestStep, findings: Findings): Promise<boolean> {
    return this.changeMine(id, { step, findings, attempts: 1 }, step === 'catalogue' ? {} : { isCancelled: false });
  }

  done(id: string): Promise<boolean> {
    return this.changeMine(id, { state: 'done', worker: null, origin: null, finishedAt: Date.now() });
  }

  fail(id: string, code: ErrorCode): Promise<boolean> {
    return this.changeMine(id, { state: 'failed', worker: null, code, finishedAt: Date.now() });
  }

  /** Gives a job back that nothing is wrong with: the process ends, or what it needs is away. */
  release(id: string, attempts = 0): Promise<boolean> {
    return this.changeMine(id, { state: 'waiting', worker: null, attempts });
  }

  /** Takes a job from a dead process. */
  async takeFrom({ id, worker }: IngestJob, change: Partial<Pick<IngestJob, 'state' | 'code' | 'finishedAt'>>): Promise<void> {
    await this.change({ id, worker: worker ?? undefined, state: 'running' }, { ...change, worker: null });
  }

  /** Tries a failed job again. */
  retry(id: string): Promise<boolean> {
    return this.change({ id, state: 'failed' }, { state: 'waiting', code: null, attempts: 0, finishedAt: null });
  }

  /** Says that these are still being worked on; tells which of them nobody wants any more, and which are not this process's any more. */
  async beat(ids: readonly string[]): Promise<{ cancelled: string[]; lost: string[] }> {
    await this.database.write((manager) => manager.update(IngestJob, { id: In([...ids]), worker: this.worker.value }, { seenAt: Date.now() }));
    const found = await this.database.read.find(IngestJob, { where: { id: In([...ids]), worker: this.worker.value }, select: { id: true, isCancelled: true } });
    const mine = new Set(found.map(({ id }) => id));
    return { cancelled: found.filter(({ isCancelled }) => isCancelled).map(({ id }) => id), lost: ids.filter((id) => !mine.has(id)) };
  }

  /** Whether it is this process's still, and nobody wants it. */
  isUnwanted(id: string): Promise<boolean> {
    return this.database.read.existsBy(IngestJob, { id, worker: this.worker.value, isCancelled: true });
  }

  async cancel(id: string): Promise<void> {
    await this.database.write((manager) => manager.update(IngestJob, { id }, { isCancelled: true }));
  }

  async remove(id: string): Promise<void> {
    await this.database.write((manager) => manager.delete(IngestJob, { id }));
  }

  private changeMine(id: string, change: Partial<IngestJob>, where: { isCancelled?: boolean } = {}): Promise<boolean> {
    return this.change({ ...where, id, worker: this.worker.value }, { ...change, seenAt: Date.now() });
  }

  /** Not every driver tells how many rows an update met, so it is looked first. */
  private change(which: Partial<Pick<IngestJob, 'id' | 'state' | 'isCancelled'>> & { worker?: string }, change: Partial<IngestJob>): Promise<boolean> {
    return this.database.write(async (manager) => {
      const lock = this.database.isEmbedded ? undefined : ({ mode: 'pessimistic_write' } as const);
      const job = await manager.findOne(IngestJob, { where: which, lock });
      if (!job) return false;
      await manager.update(IngestJob, { id: job.id }, change);
      return true;
    });
  }
}
