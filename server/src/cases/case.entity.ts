import type { CaseRole } from '@parfocal/shared/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** A case as a department counts it. Who the patient is, is not known here. */
@Entity('case_record')
export class CaseRecord {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('varchar', { length: 40 }) accession: string;
  @Column('varchar', { length: 120 }) title: string;
  @Column('text') question: string;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
}

@Entity('case_member')
export class CaseMemberRecord {
  @PrimaryColumn('varchar', { length: 36 }) caseId: string;
  @PrimaryColumn('varchar', { length: 36 }) personId: string;
  @Column('varchar', { length: 16 }) role: CaseRole;
  @Column('bigint', { transformer: epochMs }) since: number;
}

@Entity('case_slide')
export class CaseSlideRecord {
  @PrimaryColumn('varchar', { length: 36 }) caseId: string;
  @PrimaryColumn('varchar', { length: 36 }) slideId: string;
  @Column('integer') position: number;
}
