/** A snapshot takes the rows' place once there are so many … */
const MOST_ROWS = 500;

/** … or once they are this large, so that a document which was left in a hurry is read quickly (a row may have 256 KiB) … */
const MOST_BYTES = 16 * 1024 * 1024;

/** … or once the first of them is this old, so that little is played again after a crash. Looked at when the document changes. */
const MOST_AGE_MS = 15 * 60_000;

/** The rows of a document's log that no snapshot holds yet. */
export class LogTail {
  private bytes = 0;
  private firstAtMs = performance.now();

  /** `rows` may be there from before; how large they are nobody counted. */
  constructor(private rowCount = 0) {}

  get rows(): number {
    return this.rowCount;
  }

  get callsForSnapshot(): boolean {
    return this.rowCount > 0 && (this.rowCount >= MOST_ROWS || this.bytes >= MOST_BYTES || performance.now() - this.firstAtMs >= MOST_AGE_MS);
  }

  add(row: Uint8Array): void {
    if (this.rowCount++ === 0) this.firstAtMs = performance.now();
    this.bytes += row.length;
  }
}
