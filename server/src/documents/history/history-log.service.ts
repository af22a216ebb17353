import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan, MoreThanOrEqual } from 'typeorm';
import { Database, Turnstile } from '../../platform/index.js';
import { DocumentUpdate } from '../document.entity.js';
import { Snapshots } from '../snapshots/snapshots.service.js';
import { Turns } from '../turns.js';
import { cutOf, HISTORY_BOUNDS, type HistoryBounds, type SizedPlace } from './history-bounds.js';
import { MERGED_MS } from './history-fold.js';
import { HistoryTail } from './history-tail.js';
import { HistoryRecord, HistoryStart, recordOf, rowOf } from './history.entity.js';

/** Rows of the log in memory at once. */
const ROWS_A_READ = 100;
/** Rows of the history in one statement. */
const ROWS_A_WRITE = 50;

/** The tables of history: what became of the rows of the log. */
@Injectable()
export class HistoryLog {
  /** One derivation at a time, be it to be stored or to be shown: none reads what another one is replacing. */
  readonly turn = new Turnstile(1);
  /** Smaller in tests. */
  bounds: HistoryBounds = HISTORY_BOUNDS;

  constructor(
    private readonly database: Database,
    private readonly snapshots: Snapshots,
  ) {}

  /** The end of the history that lies in the log up to row `seq`. `known`: as far as it was played before. */
  async tail(document: string, seq: number, known?: HistoryTail): Promise<HistoryTail> {
    const tail = known && known.baseSeq === ((await this.snapshots.head(document))?.seq ?? 0) ? known : await this.begin(document);
    while (tail.seq < seq) {
      const rows = await this.database.read.find(DocumentUpdate, { where: { document, seq: MoreThan(tail.seq) }, order: { seq: 'ASC' }, take: Math.min(ROWS_A_READ, seq - tail.seq) });
      if (rows[0]?.seq !== tail.seq + 1) throw new Error('rows of the log are missing');
      await tail.play(rows);
    }
    return tail;
  }

  /**
   * Stores what the log says, in the transaction that takes its rows away.
   *
   * @throws Error if the log was compacted since it was read: what it said is stored already
   */
  async keep(manager: EntityManager, document: string, tail: HistoryTail): Promise<void> {
    if (((await this.snapshots.head(document, manager))?.seq ?? 0) !== tail.baseSeq) throw new Error('compacted meanwhile');
    const start = await manager.findOneBy(HistoryStart, { document });
    // A log that was compacted before there was a history begins with its snapshot.
    let keptSince = start?.at ?? tail.snapshot?.at ?? 0;
    const turns = new Turns();
    const sized: HistoryRecord[] = [];
    for (const row of tail.rows) {
      sized.push(recordOf(document, row));
      await turns.next();
    }
    const within = cutOf(sized, this.bounds);
    const rows = within ? sized.filter((row) => isAfter(row, within)) : sized;
    for (let i = 0; i < rows.length; i += ROWS_A_WRITE) {
      await manager.upsert(HistoryRecord, rows.slice(i, i + ROWS_A_WRITE), ['document', 'seq', 'n']);
      await turns.next();
    }
    const cut = within ?? (await this.storedCut(manager, document));
    if (cut) {
      const { seq, n } = cut;
      await manager.createQueryBuilder().delete().from(HistoryRecord).where('document = :document AND (seq < :seq OR (seq = :seq AND n <= :n))', { document, seq, n }).execute();
      keptSince = cut.at;
    }
    if (start?.at !== keptSince) await manager.upsert(HistoryStart, { document, at: keptSince }, ['document']);
  }

  /** Nothing of before this moment is kept; 0 if all of it is. Milliseconds since 1970. */
  async keptSince(document: string, { snapshot }: HistoryTail): Promise<number> {
    const start = await this.database.read.findOneBy(HistoryStart, { document });
    return start?.at ?? snapshot?.at ?? 0;
  }

  /** Looks at each row only where there are too many. */
  private async storedCut(manager: EntityManager, document: string): Promise<SizedPlace | undefined> {
    const size = await manager.createQueryBuilder(HistoryRecord, 'row').select('COUNT(*)', 'held').addSelect('SUM(row.bytes)', 'heavy').where({ document }).getRawOne<{ held: string; heavy: string | null }>();
    if (Number(size?.held) <= this.bounds.rows && Number(size?.heavy) <= this.bounds.bytes) return undefined;
    return cutOf(await manager.find(HistoryRecord, { select: { document: true, seq: true, n: true, at: true, bytes: true }, where: { document } }), this.bounds);
  }

  private async begin(document: string): Promise<HistoryTail> {
    const { read } = this.database;
    const snapshot = await this.snapshots.read(document);
    const first = await read.findOne(DocumentUpdate, { select: { seq: true, at: true }, where: { document, seq: MoreThan(snapshot?.head.seq ?? 0) }, order: { seq: 'ASC' } });
    const open = first ? await read.findBy(HistoryRecord, { document, since: MoreThanOrEqual(first.at - MERGED_MS) }) : [];
    return HistoryTail.on(snapshot, open.map(rowOf));
  }
}

const isAfter = (row: SizedPlace, { seq, n }: SizedPlace): boolean => row.seq > seq || (row.seq === seq && row.n > n);
