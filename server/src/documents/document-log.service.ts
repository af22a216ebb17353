import { Injectable } from '@nestjs/common';
import { MoreThan, LessThanOrEqual } from 'typeorm';
import { Database } from '../platform/index.js';
import { DomainError } from '../wire/index.js';
import { DocumentClient, DocumentSnapshot, DocumentUpdate } from './document.entity.js';
import { HistoryLog } from './history/history-log.service.js';
import type { HistoryTail } from './history/history-tail.js';

/** One row to be: what a tick brought to a document. */
export interface LogEntry {
  readonly document: string;
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Client ids first seen in it, and whose they are. */
  readonly claims: ReadonlyMap<number, string>;
}

export interface StoredDocument {
  /** The snapshot, if there is one, and every row after it, in order. */
  readonly updates: readonly Uint8Array[];
  readonly seq: number;
  /** Of the last row that the snapshot holds; 0 without one. */
  readonly snapshotSeq: number;
  readonly owners: Map<number, string>;
}

/** The documents' tables. */
@Injectable()
export class DocumentLog {
  constructor(
    private readonly database: Database,
    private readonly history: HistoryLog,
  ) {}

  /** @throws DomainError `document.unreadable` where rows are missing; whatever the database throws */
  async load(document: string): Promise<StoredDocument> {
    const { read } = this.database;
    const snapshot = await read.findOneBy(DocumentSnapshot, { document });
    const snapshotSeq = snapshot?.seq ?? 0;
    const rows = await read.find(DocumentUpdate, { where: { document, seq: MoreThan(snapshotSeq) }, order: { seq: 'ASC' } });
    const clients = await read.findBy(DocumentClient, { document });
    if (rows.some(({ seq }, i) => seq !== snapshotSeq + 1 + i)) throw new DomainError('document.unreadable', 'rows of the log are missing');
    return {
      updates: [...(snapshot ? [snapshot.bytes] : []), ...rows.map(({ bytes }) => bytes)],
      seq: snapshotSeq + rows.length,
      snapshotSeq,
      owners: new Map(clients.map(({ clientId, personId }) => [clientId, personId])),
    };
  }

  /** One transaction for all. When the promise resolves, they are on disk. */
  append(entries: readonly LogEntry[]): Promise<void> {
    const at = Date.now();
    const updates = entries.map(({ document, seq, bytes }) => ({ document, seq, at, bytes }));
    const clients = entries.flatMap(({ document, claims }) => [...claims].map(([clientId, personId]) => ({ document, clientId, personId })));
    return this.database.write(async (manager) => {
      await manager.insert(DocumentUpdate, updates);
      if (clients.length > 0) await manager.insert(DocumentClient, clients);
    });
  }

  /** Puts `bytes` in the place of all rows up to `seq`; what they say of who did what becomes history in the same transaction. */
  compact(document: string, seq: number, bytes: Uint8Array): Promise<void> {
    return this.history.turn.pass(async () => this.replace(document, seq, bytes, await this.history.tail(document, seq)));
  }

  private replace(document: string, seq: number, bytes: Uint8Array, tail: HistoryTail): Promise<void> {
    return this.database.write(async (manager) => {
      await this.history.keep(manager, document, tail);
      await manager.upsert(DocumentSnapshot, { document, seq, at: Date.now(), bytes }, ['document']);
      await manager.delete(DocumentUpdate, { document, seq: LessThanOrEqual(seq) });
    });
  }
}

/** What may be logged of a database's error: the rest of it holds the statement's values, and so what people wrote. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
