import type { EntryFields } from '@parfocal/shared/annotation';
import type { HistoryVerb } from '@parfocal/shared/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../../platform/index.js';
import type { HistoryRow, HistorySubject } from './history-row.js';

/** What became of the entries of a document, once the rows of its log are gone; see `HistoryRow`. */
@Entity('document_history')
export class HistoryRecord {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @PrimaryColumn('integer') seq: number;
  @PrimaryColumn('integer') n: number;
  @Column('varchar', { length: 16 }) subject: HistorySubject;
  @Column('varchar', { length: 36 }) entry: string;
  @Column('varchar', { length: 36 }) personId: string;
  @Column('varchar', { length: 16 }) verb: HistoryVerb;
  @Column('bigint', { transformer: epochMs }) since: number;
  @Column('bigint', { transformer: epochMs }) at: number;
  /** JSON, as `was`. */
  @Column('text') state: string;
  @Column('text', { nullable: true }) was: string | null;
  /** Of `state` and `was`. */
  @Column('integer') bytes: number;
}

/** From which row of the log on the history of a document is whole. */
@Entity('document_history_start')
export class HistoryStart {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @Column('bigint', { transformer: epochMs }) at: number;
}

export function recordOf(document: string, row: HistoryRow): HistoryRecord {
  const [state, was] = [JSON.stringify(row.state), row.was && JSON.stringify(row.was)];
  return { ...row, document, state, was, bytes: Buffer.byteLength(state) + (was ? Buffer.byteLength(was) : 0) };
}

export function rowOf({ document: _document, bytes: _bytes, state, was, ...rest }: HistoryRecord): HistoryRow {
  return { ...rest, state: JSON.parse(state) as EntryFields, was: was === null ? null : (JSON.parse(was) as EntryFields) };
}
