import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SessionKind } from '@parfocal/shared/protocol';
import { epochMs } from '../platform/index.js';

/** That a session is open, and where it began: enough for its link to work after a restart. Who is in it is never stored. */
@Entity('session')
export class SessionRecord {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('varchar', { length: 36 }) caseId: string;
  @Column('varchar', { length: 36 }) slideId: string;
  @Column('varchar', { length: 36 }) startedBy: string;
  @Column('varchar', { length: 16 }) kind: SessionKind;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
  @Column('bigint', { transformer: epochMs, nullable: true }) endedAt: number | null;
}
