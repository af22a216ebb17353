import type { IngestState, IngestStep, ScanOccasion } from '@parfocal/shared/api';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';
import type { Findings } from './findings.js';

/** upload: a browser sent it · import: a command or the demonstration, in its own process · watched: a scanner put it into the watched folder. */
export type IngestSource = 'upload' | 'import' | 'watched';

/** A slide on its way into the catalogue. The row is written before any file of it, and outlives the last: what lies about without a row may be removed. */
@Entity('ingest_job')
export class IngestJob {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('varchar', { length: 16 }) source: IngestSource;
  @Column('varchar', { length: 36, nullable: true }) caseId: string | null;
  @Column('varchar', { length: 36, nullable: true }) personId: string | null;
  @Column('varchar', { length: 36, nullable: true }) batchId: string | null;
  /** After the file; shown to the referrers of the case alone, since scanners write patients' names into file names. */
  @Column('varchar', { length: 120 }) name: string;
  /** What a person wants the slide to be called. */
  @Column('varchar', { length: 120, nullable: true }) givenName: string | null;
  /** Where on this machine it is copied from, until it is done. */
  @Column('text', { nullable: true }) origin: string | null;
  @Column('varchar', { length: 20 }) occasion: ScanOccasion;
  @Column('boolean') isDeidentifying: boolean;
  /** What the slide will be: settled before anything is stored, so that no file in the store is ever nobody's. */
  @Column('varchar', { length: 36 }) slideId: string;
  @Column('varchar', { length: 16 }) state: IngestState;
  /** The one that comes next, or is under way; all before it are done and recorded. */
  @Column('varchar', { length: 16 }) step: IngestStep;
  @Column('varchar', { length: 40, nullable: true }) code: ErrorCode | null;
  /** What the steps done so far found out. */
  @Column('simple-json') findings: Findings;
  /** Nobody wants it any more; whoever runs it stops. */
  @Column('boolean') isCancelled: boolean;
  /** Which process runs it. */
  @Column('varchar', { length: 120, nullable: true }) worker: string | null;
  /** When that process last said so. */
  @Column('bigint', { transformer: epochMs, nullable: true }) seenAt: number | null;
  /** How often this step was begun. */
  @Column('integer') attempts: number;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
  @Column('bigint', { transformer: epochMs, nullable: true }) finishedAt: number | null;
}
