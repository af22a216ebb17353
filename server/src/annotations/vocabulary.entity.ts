import type { AnnotationClass } from '@parfocal/shared/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** The classes of a case, once anybody has changed them; see `Vocabulary`. */
@Entity('class_vocabulary')
export class VocabularyRecord {
  @PrimaryColumn('varchar', { length: 36 }) caseId: string;
  @Column('integer') revision: number;
  @Column('simple-json') classes: AnnotationClass[];
  /** Who changed them last, and when. */
  @Column('varchar', { length: 36 }) personId: string;
  @Column('bigint', { transformer: epochMs }) at: number;
}
