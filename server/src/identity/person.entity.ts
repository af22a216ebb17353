import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** Someone with an account. */
@Entity('person')
export class Person {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  /** What one signs in with; lower case. */
  @Column('varchar', { length: 64 }) name: string;
  @Column('varchar', { length: 120 }) displayName: string;
  @Column('varchar', { length: 200 }) passwordHash: string;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
}
