import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

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

  /** Whether the database answers. */
  async isUp(): Promise<boolean> {
    try {
      await this.source.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }
}
