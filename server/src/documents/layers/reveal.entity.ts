import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../../platform/index.js';

/** A hidden layer that everyone in its case may read. */
@Entity('document_reveal')
export class DocumentReveal {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @Column('varchar', { length: 36 }) caseId: string;
  @Column('varchar', { length: 36 }) personId: string;
  @Column('bigint', { transformer: epochMs }) at: number;
}
