import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Less than a container engine waits for an answer about our health. */
const ANSWER_PATIENCE_MS = 3_000;

/**
 * The one way to the database.
 *
 * SQLite has a single connection, on which TypeORM would let two asynchronous transactions run into each other:
 * the second one's statements become part of the first and share its fate. So writes queue here, one at a time;
 * on PostgreSQL each takes a connection of its own.
 */
@Injectable()
export class Database {
  private lastWrite: Promise<unknown> = Promise.resolve();

  constructor(private readonly source: DataSource) {}

  /** For reading. Never write through it. */
  get read(): EntityManager {
    return this.source.manager;
  }

  get isEmbedded(): boolean {
    return this.source.options.type === 'better-sqlite3';
  }

  /** Runs `work` in one transaction; when the promise resolves, its writes are on disk. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (!this.isEmbedded) return this.source.transaction(work);
    const result = this.lastWrite.then(() => this.source.transaction(work));
    this.lastWrite = result.catch(() => undefined);
    return result;
  }

  /** Whether the database answers, and soon: a line that went silent would keep whoever asks waiting for minutes. */
  async isUp(): Promise<boolean> {
    let giveUp: NodeJS.Timeout | undefined;
    const silence = new Promise<boolean>((isUp) => (giveUp = setTimeout(() => isUp(false), ANSWER_PATIENCE_MS)));
    const answer = this.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
    const isUp = await Promise.race([answer, silence]);
    clearTimeout(giveUp);
    return isUp;
  }
}
