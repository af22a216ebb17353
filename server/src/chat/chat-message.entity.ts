import type { Place } from '@parfocal/shared/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** A message of a session, for as long as the session's record is kept. Its id is unique in its session only: clients make it. */
@Entity('chat_message')
export class ChatMessageRecord {
  @PrimaryColumn('varchar', { length: 36 }) sessionId: string;
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  @Column('integer') seq: number;
  @Column('varchar', { length: 36 }) personId: string;
  @Column('bigint', { transformer: epochMs }) at: number;
  @Column('text') text: string;
  @Column('simple-json', { nullable: true }) place: Place | null;
  @Column('bigint', { transformer: epochMs, nullable: true }) takenBackAt: number | null;
}
