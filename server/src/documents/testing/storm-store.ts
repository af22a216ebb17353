import type { LogEntry, StoredDocument } from '../document-log.service.js';
import { LiveDocument } from '../live-document.js';
import { rules } from './documents-doubles.js';

/** What is on disk of one document: it outlives the server in front of it. */
export class StormStore {
  private rows: LogEntry[] = [];
  private snapshot: { seq: number; bytes: Uint8Array } | undefined;
  private readonly owners = new Map<number, string>();

  /** @throws Error where a row is missing or written twice */
  append(entry: LogEntry): void {
    const { seq } = this.rows.at(-1) ?? this.snapshot ?? { seq: 0 };
    if (entry.seq !== seq + 1) throw new Error(`row ${entry.seq} after row ${seq}`);
    this.rows.push(entry);
    for (const [client, personId] of entry.claims) this.owners.set(client, personId);
  }

  compact(snapshot: { seq: number; bytes: Uint8Array }): void {
    this.snapshot = snapshot;
    this.rows = this.rows.filter(({ seq }) => seq > snapshot.seq);
  }

  /** As a server that starts reads it. */
  load(): LiveDocument {
    const snapshotSeq = this.snapshot?.seq ?? 0;
    const stored: StoredDocument = {
      updates: [...(this.snapshot ? [this.snapshot.bytes] : []), ...this.rows.map(({ bytes }) => bytes)],
      seq: snapshotSeq + this.rows.length,
      snapshotSeq,
      owners: new Map(this.owners),
    };
    return new LiveDocument('d', stored, rules());
  }
}
