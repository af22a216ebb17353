import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** That a person was in a session, and since when. What they did there, and for how long, is not kept. */
@Entity('session_attendance')
export class AttendanceRecord {
  @PrimaryColumn('varchar', { length: 36 }) sessionId: string;
  @PrimaryColumn('varchar', { length: 36 }) personId: string;
  @Column('bigint', { transformer: epochMs }) at: number;
}
