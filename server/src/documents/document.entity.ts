import { Column, type ColumnOptions, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/**
 * TypeORM has no name for bytes that both databases know; it hands a `text` value through as it is, and the columns
 * are `blob` and `bytea`. SQLite's driver takes a `Buffer` and gives an `ArrayBuffer`, PostgreSQL's gives a slice of a larger buffer.
 */
const BYTES: ColumnOptions = {
  type: 'text',
  transformer: {
    to: (bytes: Uint8Array): Buffer => Buffer.from(bytes),
    from: (stored: ArrayBuffer | Buffer): Uint8Array => new Uint8Array(stored),
  },
};

/** The log: one row a document and tick, numbered from 1 without gaps. Its key is what keeps a second writer out. */
@Entity('document_update')
export class DocumentUpdate {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @PrimaryColumn('integer') seq: number;
  @Column('bigint', { transformer: epochMs }) at: number;
  @Column(BYTES) bytes: Uint8Array;
}

/** All of the log up to and with row `seq`, in one update. */
@Entity('document_snapshot')
export class DocumentSnapshot {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @Column('integer') seq: number;
  @Column('bigint', { transformer: epochMs }) at: number;
  @Column(BYTES) bytes: Uint8Array;
}

/** Whose a Yjs client id is in a document, for good. */
@Entity('document_client')
export class DocumentClient {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @PrimaryColumn('bigint', { transformer: epochMs }) clientId: number;
  @Column('varchar', { length: 36 }) personId: string;
}
