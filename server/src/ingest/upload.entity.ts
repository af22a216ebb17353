import type { ScanOccasion } from '@parfocal/shared/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** A file that a browser sends, from before its first byte until its job is forgotten. How much of it came, the file itself knows. */
@Entity('ingest_upload')
export class Upload {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('varchar', { length: 36 }) personId: string;
  @Column('varchar', { length: 36 }) caseId: string;
  /** Files of one slide share it. */
  @Column('varchar', { length: 36 }) batchId: string;
  @Column('integer') batchFiles: number;
  @Column('varchar', { length: 400 }) relativePath: string;
  /** Announced size. */
  @Column('bigint', { transformer: epochMs }) bytes: number;
  /** Announced SHA-256 in hexadecimal. */
  @Column('varchar', { length: 64, nullable: true }) sha256: string | null;
  @Column('varchar', { length: 20 }) occasion: ScanOccasion;
  @Column('boolean') isDeidentifying: boolean;
  @Column('varchar', { length: 120, nullable: true }) givenName: string | null;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
  /** When its last byte was on the disk. */
  @Column('bigint', { transformer: epochMs, nullable: true }) finishedAt: number | null;
  /** What became of it once all files of the slide were there. */
  @Column('varchar', { length: 36, nullable: true }) jobId: string | null;
}
