import { Injectable, Logger } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { codeOf } from '../wire/index.js';
import { DocumentLog, reasonOf } from './document-log.service.js';
import { LiveDocument } from './live-document.js';

/** How long what comes in is gathered before it is vetted, stored and sent on, all of it at once. */
export const TICK_MS = 33;

const RETRY_FIRST_MS = 250;
const RETRY_MAX_MS = 5_000;

/** A database that neither stores nor fails is trouble, too. */
const SLOW_MS = 3_000;

/**
 * The beat of all documents. One tick: vet what came in, put it on disk in one transaction, then show and
 * acknowledge it. What comes in meanwhile belongs to the next; if it was quiet, that is at once.
 */
@Injectable()
export class DocumentTick {
  private readonly logger = new Logger(DocumentTick.name);
  private readonly due = new Set<LiveDocument>();
  /** Documents whose batch the database did not take; they wait for `retryTimer`. */
  private readonly held = new Set<LiveDocument>();
  private retryTimer: NodeJS.Timeout | undefined;
  private retryMs = RETRY_FIRST_MS;
  private beginning: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private startedAtMs = -Infinity;
  /** Documents whose rows are being replaced by a snapshot: beside the ticks, which do not wait for it. */
  private readonly compacting = new Map<LiveDocument, Promise<void>>();

  /** Documents of which a copy is being made to vet with; they wait for it, and the others go on. */
  private readonly preparing = new Set<LiveDocument>();

  constructor(private readonly log: DocumentLog) {}

  /** Something waits in this document. */
  wake(document: LiveDocument): void {
    this.due.add(document);
    this.schedule();
  }

  /** Stores what waits now; gives up on what the database does not take within `patienceMs`. */
  async flush(patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs;
    const isBusy = (): boolean => this.running !== undefined || this.beginning !== undefined || this.held.size > 0 || this.preparing.size > 0 || this.compacting.size > 0;
    while (isBusy() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    clearTimeout(this.retryTimer);
  }

  private schedule(): void {
    if (this.running || this.beginning || this.due.size === 0) return;
    const inMs = Math.max(0, this.startedAtMs + TICK_MS - performance.now());
    this.beginning = setTimeout(() => {
      this.beginning = undefined;
      this.startedAtMs = performance.now();
      this.running = this.run().finally(() => {
        this.running = undefined;
        this.schedule();
      });
    }, inMs);
  }

  private async run(): Promise<void> {
    const due = [...this.due].filter((document) => !this.held.has(document) && !this.preparing.has(document));
    this.due.clear();
    const documents = due.filter((document) => !document.needsCopy);
    for (const document of due) if (!documents.includes(document)) void this.prepare(document);
    await this.settle(documents);
    for (const document of documents) {
      if (document.hasWaiting) this.due.add(document);
      if (document.tail.callsForSnapshot) void this.compact(document);
    }
  }

  private async prepare(document: LiveDocument): Promise<void> {
    this.preparing.add(document);
    try {
      await document.prepare();
    } catch (error) {
      this.abandon(document, error);
    }
    this.preparing.delete(document);
    this.wake(document);
  }

  private async settle(documents: readonly LiveDocument[]): Promise<void> {
    const entries = documents.flatMap((document) => document.collect() ?? []);
    const slow = setTimeout(() => documents.forEach((document) => document.trouble('document.not-saving')), SLOW_MS);
    try {
      if (entries.length > 0) await this.log.append(entries);
    } catch (error) {
      // One document that the database refuses must not hold up the others.
      if (documents.length > 1 && codeOf(error) === 'internal') for (const document of documents) await this.settle([document]);
      else for (const document of documents) this.hold(document, error);
      return;
    } finally {
      clearTimeout(slow);
    }
    if (entries.length > 0) this.retryMs = RETRY_FIRST_MS;
    for (const document of documents) document.publish();
  }

  private hold(document: LiveDocument, error: unknown): void {
    if (isTaken(error)) return this.abandon(document, error);
    if (document.collect() === undefined) return document.publish();
    const code: ErrorCode = codeOf(error) === 'storage.full' ? 'storage.full' : 'document.not-saving';
    this.logger.error({ document: document.key, code, retryInMs: this.retryMs, reason: reasonOf(error) });
    document.trouble(code);
    this.held.add(document);
    this.retryTimer ??= setTimeout(() => this.retry(), this.retryMs).unref();
  }

  private retry(): void {
    this.retryTimer = undefined;
    this.retryMs = Math.min(2 * this.retryMs, RETRY_MAX_MS);
    for (const document of this.held) this.due.add(document);
    this.held.clear();
    this.schedule();
  }

  private abandon(document: LiveDocument, error: unknown): void {
    this.logger.error({ document: document.key, event: 'the log grew behind our back, or the document is broken', reason: reasonOf(error) });
    document.abandon();
  }

  /** Also for a document that nobody is at any more. The log stays as it is where this fails. */
  compact(document: LiveDocument): Promise<void> {
    const underway = this.compacting.get(document);
    if (underway) return underway;
    const seq = document.durableSeq;
    document.compacted();
    const work = this.log.compact(document.key, seq)
      .catch((error: unknown) => this.logger.warn({ document: document.key, event: 'no snapshot', reason: reasonOf(error) }))
      .finally(() => this.compacting.delete(document));
    this.compacting.set(document, work);
    return work;
  }
}

/** The key of the log is taken: SQLite's and PostgreSQL's (23505) words for it. */
function isTaken(error: unknown): boolean {
  const { driverError } = error as { driverError?: { code?: unknown } };
  return /^(23505|SQLITE_CONSTRAINT)/.test(String(driverError?.code));
}
