import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** TypeORM has no name for bytes that both databases know. It hands a `text` value through as it is; the columns are `blob` and `bytea`. */
const BYTES = 'text';

/** The log: one row a document and tick, numbered from 1 without gaps. Its key is what keeps a second writer out. */
@Entity('document_update')
export class DocumentUpdate {
  @PrimaryColumn('varchar', { length: 100 }) document: string;
  @PrimaryColumn('integer') seq: number;
  @Column('bigint', { transformer: epochMs }) at: number;
  @Column(BYTES) bytes: Buffer;
}

/** All of the log up to and with row `seq`, in one update. */
@Entity('document_snapshot')
export class DocumentSnapshot {
  @PrimaryColumn('varchar', { length: 100 }) document: string;
  @Column('integer') seq: number;
  @Column('bigint', { transformer: epochMs }) at: number;
  @Column(BYTES) bytes: Buffer;
}

/** Whose a Yjs client id is in a document, for good. */
@Entity('document_client')
export class DocumentClient {
  @PrimaryColumn('varchar', { length: 100 }) document: string;
  @PrimaryColumn('bigint', { transformer: epochMs }) clientId: number;
  @Column('varchar', { length: 36 }) personId: string;
}
