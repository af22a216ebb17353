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

/** All of the log up to and with row `seq`: `bytes`, and after them the parts of its generation, each an update that builds on those before it. */
@Entity('document_snapshot')
export class DocumentSnapshot {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @Column('integer') seq: number;
  @Column('bigint', { transformer: epochMs }) at: number;
  @Column(BYTES) bytes: Uint8Array;
  /** Row of the log with which its parts were begun anew; 0 for a snapshot of before there were parts. */
  @Column('integer') generation: number;
  /** How many parts belong to it. What is numbered beyond that, or is of another generation, is nobody's. */
  @Column('integer') parts: number;
  /** How many of them it began with. */
  @Column('integer') whole: number;
}

@Entity('document_snapshot_part')
export class DocumentSnapshotPart {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @PrimaryColumn('integer') generation: number;
  /** From 1. */
  @PrimaryColumn('integer') n: number;
  @Column(BYTES) bytes: Uint8Array;
}

/** Whose a Yjs client id is in a document, for good. */
@Entity('document_client')
export class DocumentClient {
  @PrimaryColumn('varchar', { length: 160 }) document: string;
  @PrimaryColumn('bigint', { transformer: epochMs }) clientId: number;
  @Column('varchar', { length: 36 }) personId: string;
}
