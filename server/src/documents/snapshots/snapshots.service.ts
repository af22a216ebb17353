import { Injectable } from '@nestjs/common';
import { Between, type EntityManager } from 'typeorm';
import { Database } from '../../platform/index.js';
import { DomainError } from '../../wire/index.js';
import { DocumentSnapshot, DocumentSnapshotPart } from '../document.entity.js';
import { Turns } from '../turns.js';
import type { NextSnapshot, Snapshot, SnapshotHead } from './snapshot.js';

/** Parts in memory or under way at once: some 4 MiB. */
const PARTS_AT_ONCE = 16;

/** A Yjs update that says nothing: everything lies in the parts. */
const NOTHING = new Uint8Array([0, 0]);

/** The tables of snapshots. A large one lies in many parts, so that reading and writing it can be divided into turns. */
@Injectable()
export class Snapshots {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `document.unreadable` where parts are missing */
  async read(document: string): Promise<Snapshot | undefined> {
    const { read } = this.database;
    const snapshot = await read.findOneBy(DocumentSnapshot, { document });
    if (!snapshot) return undefined;
    const { bytes, generation, parts } = snapshot;
    const pieces = [bytes];
    const turns = new Turns();
    for (let n = 1; n <= parts; n += PARTS_AT_ONCE) {
      await turns.next();
      const rows = await read.find(DocumentSnapshotPart, { where: { document, generation, n: Between(n, Math.min(parts, n + PARTS_AT_ONCE - 1)) }, order: { n: 'ASC' } });
      pieces.push(...rows.map((row) => row.bytes));
    }
    if (pieces.length === 1 + parts) return { head: snapshot, pieces };
    // Others took their place while they were read; or they are gone.
    if ((await this.head(document))?.generation !== generation) return this.read(document);
    throw new DomainError('document.unreadable', 'parts of the snapshot are missing');
  }

  async head(document: string, manager: EntityManager = this.database.read): Promise<SnapshotHead | undefined> {
    const select = { document: true, seq: true, at: true, generation: true, parts: true, whole: true } as const;
    return (await manager.findOne(DocumentSnapshot, { select, where: { document } })) ?? undefined;
  }

  /**
   * Puts `next` in the place of what was there. Until the row with its number is written, which is one statement, nobody
   * reads anything of it, also on SQLite, where everyone shares the connection of the transaction.
   */
  async replace(manager: EntityManager, document: string, { seq, isAdded, pieces }: NextSnapshot): Promise<void> {
    const before = await this.head(document, manager);
    const [generation, from] = isAdded && before ? [before.generation, before.parts] : [seq, 0];
    const turns = new Turns();
    for (const [i, bytes] of pieces.entries()) {
      await manager.insert(DocumentSnapshotPart, { document, generation, n: from + i + 1, bytes });
      await turns.next();
    }
    const parts = from + pieces.length;
    const whole = isAdded && before ? before.whole : parts;
    await manager.upsert(DocumentSnapshot, { document, seq, at: Date.now(), bytes: NOTHING, generation, parts, whole }, ['document']);
    if (!before || before.generation === generation) return;
    for (let n = 1; n <= before.parts; n += PARTS_AT_ONCE) {
      await manager.delete(DocumentSnapshotPart, { document, generation: before.generation, n: Between(n, n + PARTS_AT_ONCE - 1) });
      await turns.next();
    }
  }
}
