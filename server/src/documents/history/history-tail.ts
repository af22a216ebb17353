import type { DocumentSnapshot, DocumentUpdate } from '../document.entity.js';
import { HistoryFold } from './history-fold.js';
import type { HistoryRow } from './history-row.js';
import { PlayedDocument } from './played-document.js';

/** How long rows are played again before everyone else gets a turn. */
const TURN_MS = 8;

/** The end of a document's history that still lies in its log, played again as far as it was asked for. */
export class HistoryTail {
  private readonly document: PlayedDocument;
  private readonly fold: HistoryFold;
  private played: number;

  /** `snapshot`: what the log begins on. `open`: stored rows of the history that its first rows may add to. */
  constructor(
    readonly snapshot: DocumentSnapshot | null,
    open: readonly HistoryRow[],
  ) {
    this.document = new PlayedDocument(snapshot?.bytes);
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
    let since = performance.now();
    for (const { seq, at, bytes } of updates) {
      this.fold.take(this.document.take(bytes), seq, at);
      this.played = seq;
      if (performance.now() - since < TURN_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
  }
}
