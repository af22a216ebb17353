import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { Database } from '../platform/index.js';
import { DomainError } from '../wire/index.js';
import { DocumentClient, DocumentUpdate } from './document.entity.js';
import { HistoryLog } from './history/history-log.service.js';
import { Snapshots } from './snapshots/snapshots.service.js';
import { Turns } from './turns.js';

/** Rows of the log in memory at once, while it is read. */
const ROWS_A_READ = 50;

/** One row to be: what a tick brought to a document. */
export interface LogEntry {
  readonly document: string;
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Client ids first seen in it, and whose they are. */
  readonly claims: ReadonlyMap<number, string>;
}

export interface StoredDocument {
  /** The pieces of the snapshot, if there is one, and every row after it, in order. */
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
    private readonly snapshots: Snapshots,
  ) {}

  /** @throws DomainError `document.unreadable` where rows are missing; whatever the database throws */
  async load(document: string): Promise<StoredDocument> {
    const snapshot = await this.snapshots.read(document);
    const snapshotSeq = snapshot?.head.seq ?? 0;
    const rows = await this.rowsAfter(document, snapshotSeq);
    const clients = await this.database.read.findBy(DocumentClient, { document });
    // Where a snapshot has taken the place of rows meanwhile, what was read is neither the one nor the other.
    if (((await this.snapshots.head(document))?.seq ?? 0) !== snapshotSeq) return this.load(document);
    if (rows.some(({ seq }, i) => seq !== snapshotSeq + 1 + i)) throw new DomainError('document.unreadable', 'rows of the log are missing');
    return {
      updates: [...(snapshot?.pieces ?? []), ...rows.map(({ bytes }) => bytes)],
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

  /**
   * Puts a snapshot in the place of all rows up to `seq`; what they say of who did what becomes history in the same
   * transaction. It is made of what is stored, played again beside the ticks, so that nobody waits for it.
   */
  compact(document: string, seq: number): Promise<void> {
    return this.history.turn.pass(async () => {
      const tail = await this.history.tail(document, seq);
      if (tail.seq !== seq) throw new Error('compacted meanwhile');
      const next = await tail.nextSnapshot();
      await this.database.write(async (manager) => {
        await this.history.keep(manager, document, tail);
        await this.snapshots.replace(manager, document, next);
        await manager.delete(DocumentUpdate, { document, seq: LessThanOrEqual(seq) });
      });
    });
  }

  private async rowsAfter(document: string, after: number): Promise<DocumentUpdate[]> {
    const rows: DocumentUpdate[] = [];
    const turns = new Turns();
    for (let found = ROWS_A_READ; found === ROWS_A_READ; ) {
      await turns.next();
      const some = await this.database.read.find(DocumentUpdate, { where: { document, seq: MoreThan(rows.at(-1)?.seq ?? after) }, order: { seq: 'ASC' }, take: ROWS_A_READ });
      rows.push(...some);
      found = some.length;
    }
    return rows;
  }
}

/** What may be logged of a database's error: the rest of it holds the statement's values, and so what people wrote. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
