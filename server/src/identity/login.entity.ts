import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** One sign-in of a person on one browser. The token itself is only in the browser's cookie. */
@Entity('login')
export class LoginRecord {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('varchar', { length: 36 }) personId: string;
  /** SHA-256 of the token, in hex. */
  @Column('varchar', { length: 64 }) tokenDigest: string;
  @Column('varchar', { length: 200 }) agent: string;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
  @Column('bigint', { transformer: epochMs }) lastSeenAt: number;
  @Column('bigint', { transformer: epochMs, nullable: true }) revokedAt: number | null;
}
