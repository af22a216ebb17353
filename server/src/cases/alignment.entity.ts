import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** How two slides of a case lie to each other; see `AlignmentPut` for the numbers. */
@Entity('slide_alignment')
export class AlignmentRecord {
  @PrimaryColumn('varchar', { length: 36 }) caseId: string;
  @PrimaryColumn('varchar', { length: 36 }) slideA: string;
  @PrimaryColumn('varchar', { length: 36 }) slideB: string;
  @Column('double precision') scale: number;
  @Column('double precision') rotation: number;
  @Column('double precision') dx: number;
  @Column('double precision') dy: number;
  @Column('varchar', { length: 36 }) personId: string;
  @Column('bigint', { transformer: epochMs }) at: number;
}
