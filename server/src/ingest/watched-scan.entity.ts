import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** A file of the watched folder that was taken, so that it is not taken again. */
@Entity('watched_scan')
export class WatchedScan {
  /** SHA-256 of path, size and time of change: a file written anew is another one, and no name is kept. */
  @PrimaryColumn('varchar', { length: 64 }) id: string;
  @Column('bigint', { transformer: epochMs }) takenAt: number;
}
