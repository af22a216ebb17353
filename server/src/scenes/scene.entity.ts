import type { SceneShown } from '@parfocal/shared/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** A saved view of a case. Its id is unique in its case only: clients make it. */
@Entity('scene')
export class SceneRecord {
  @PrimaryColumn('varchar', { length: 36 }) caseId: string;
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('integer') revision: number;
  @Column('varchar', { length: 120 }) title: string;
  @Column('text') note: string;
  @Column('simple-json') shown: SceneShown;
  @Column('varchar', { length: 36 }) author: string;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
  @Column('bigint', { transformer: epochMs }) updatedAt: number;
}

/** The order of the scenes of a case. Whatever changes one of them writes this row too, so that changes of one case wait for each other. */
@Entity('scene_list')
export class SceneListRecord {
  @PrimaryColumn('varchar', { length: 36 }) caseId: string;
  @Column('integer') revision: number;
  @Column('simple-json') ids: string[];
}
