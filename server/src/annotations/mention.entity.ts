import type { DocumentLayer } from '@parfocal/shared/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** That a comment calls a person: where to, by whom, and whether they have been there. What it says is in the document alone. */
@Entity('mention')
export class MentionRecord {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('varchar', { length: 36 }) personId: string;
  @Column('varchar', { length: 36 }) caseId: string;
  @Column('varchar', { length: 36 }) slideId: string;
  @Column('varchar', { length: 64 }) layer: DocumentLayer;
  @Column('varchar', { length: 36 }) comment: string;
  @Column('varchar', { length: 36 }) annotation: string;
  @Column('varchar', { length: 36 }) by: string;
  @Column('bigint', { transformer: epochMs }) at: number;
  @Column('bigint', { transformer: epochMs, nullable: true }) readAt: number | null;
}
