import type { LogEntry, StoredDocument } from '../document-log.service.js';
import { LiveDocument } from '../live-document.js';
import { PublicDocument } from '../public-document.js';
import { mayFollow, type SnapshotHead } from '../snapshots/snapshot.js';
import { NOTHING_KNOWN, statePieces } from '../state-pieces.js';
import { rules } from './documents-doubles.js';

/** What is on disk of one document: it outlives the server in front of it. */
export class StormStore {
  private rows: LogEntry[] = [];
  private head: SnapshotHead | undefined;
  private pieces: readonly Uint8Array[] = [];
  private readonly owners = new Map<number, string>();

  /** @throws Error where a row is missing or written twice */
  append(entry: LogEntry): void {
    const { seq } = this.rows.at(-1) ?? this.head ?? { seq: 0 };
    if (entry.seq !== seq + 1) throw new Error(`row ${entry.seq} after row ${seq}`);
    this.rows.push(entry);
    for (const [client, personId] of entry.claims) this.owners.set(client, personId);
  }

  /** As the log does it, in smaller pieces. */
  compact(): void {
    const { seq } = this.rows.at(-1) ?? this.head ?? { seq: 0 };
    if (seq === this.seqOfSnapshot) return;
    const began = new PublicDocument(this.pieces).stateVector;
    const { document } = new PublicDocument(this.updates);
    const added = [...statePieces(document, began, PIECE_SIZE)];
    const isAdded = mayFollow(this.head, added.length);
    this.pieces = isAdded ? [...this.pieces, ...added] : [...statePieces(document, NOTHING_KNOWN, PIECE_SIZE)];
    this.head = { seq, at: 0, generation: 1, parts: this.pieces.length, whole: isAdded ? this.head!.whole : this.pieces.length };
    this.rows = [];
  }

  /** As a server that starts reads it. */
  load(): LiveDocument {
    const snapshotSeq = this.seqOfSnapshot;
    const stored: StoredDocument = { updates: this.updates, seq: snapshotSeq + this.rows.length, snapshotSeq, owners: new Map(this.owners) };
    return new LiveDocument('d', stored, rules());
  }

  private get updates(): Uint8Array[] {
    return [...this.pieces, ...this.rows.map(({ bytes }) => bytes)];
  }

  private get seqOfSnapshot(): number {
    return this.head?.seq ?? 0;
  }
}

const PIECE_SIZE = { structs: 20, bytes: 2_000 };
