import type { DocumentUpdate } from '../document.entity.js';
import { mayFollow, type NextSnapshot, type Snapshot, type SnapshotHead } from '../snapshots/snapshot.js';
import { Turns } from '../turns.js';
import { HistoryFold } from './history-fold.js';
import type { HistoryRow } from './history-row.js';
import { PlayedDocument } from './played-document.js';

/** The end of a document's history that still lies in its log, played again as far as it was asked for. */
export class HistoryTail {
  private readonly fold: HistoryFold;
  private played: number;

  /** `snapshot`: what the log begins on. `open`: stored rows of the history that its first rows may add to. */
  static async on(snapshot: Snapshot | undefined, open: readonly HistoryRow[]): Promise<HistoryTail> {
    return new HistoryTail(snapshot?.head, open, await PlayedDocument.on(snapshot?.pieces ?? []));
  }

  private constructor(
    readonly snapshot: SnapshotHead | undefined,
    open: readonly HistoryRow[],
    private readonly document: PlayedDocument,
  ) {
    this.fold = new HistoryFold(open);
    this.played = this.baseSeq;
  }

  /** Of the last row that the snapshot holds. */
  get baseSeq(): number {
    return this.snapshot?.seq ?? 0;
  }

  /** Of the last row that was played. */
  get seq(): number {
    return this.played;
  }

  /** What the rows played so far add to the history, and stored rows of it that they made grow. The oldest first. */
  get rows(): HistoryRow[] {
    return this.fold.rows;
  }

  /** The next rows of the log, in order. Other work is let through in between. */
  async play(updates: readonly DocumentUpdate[]): Promise<void> {
    const turns = new Turns();
    for (const { seq, at, bytes } of updates) {
      this.fold.take(this.document.take(bytes), seq, at);
      this.played = seq;
      await turns.next();
    }
  }

  /** What may take the place of the snapshot and of the rows played so far. @throws Error if they are no whole document */
  async nextSnapshot(): Promise<NextSnapshot> {
    const added = await this.document.pieces(false);
    const isAdded = mayFollow(this.snapshot, added.length);
    return { seq: this.seq, isAdded, pieces: isAdded || !this.snapshot ? added : await this.document.pieces(true) };
  }
}
