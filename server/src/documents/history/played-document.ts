import { ANNOTATIONS, COMMENTS, entryChanges } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { NOTHING_KNOWN, statePieces } from '../state-pieces.js';
import { Turns } from '../turns.js';
import type { HistoryChange, HistorySubject } from './history-row.js';

const ROOTS: readonly (readonly [root: string, subject: HistorySubject])[] = [[ANNOTATIONS, 'annotation'], [COMMENTS, 'comment']];

/** A document that is played again, row by row, to see what each row did. */
export class PlayedDocument {
  private seen: HistoryChange[] = [];
  private readonly began: Uint8Array;

  /** `pieces`: what the log begins on; nothing if it begins with the document. Other work is let through in between. */
  static async on(pieces: readonly Uint8Array[]): Promise<PlayedDocument> {
    const document = new Y.Doc();
    const turns = new Turns();
    for (const piece of pieces) {
      Y.applyUpdate(document, piece);
      await turns.next();
    }
    return new PlayedDocument(document);
  }

  private constructor(private readonly document: Y.Doc) {
    this.began = Y.encodeStateVector(document);
    for (const [name, subject] of ROOTS) {
      const root = document.getMap(name);
      root.observeDeep((events) => this.seen.push(...entryChanges(root, events).map((change) => ({ ...change, subject }))));
    }
  }

  /** What the next row of the log does, in an order that is the same each time. */
  take(update: Uint8Array): HistoryChange[] {
    this.seen = [];
    Y.applyUpdate(this.document, update);
    return this.seen;
  }

  /**
   * What it holds beyond what it began on, or all of it. Other work is let through in between.
   *
   * @throws Error where something that it builds on is missing
   */
  async pieces(isWhole: boolean): Promise<Uint8Array[]> {
    const { pendingStructs, pendingDs } = this.document.store;
    if (pendingStructs || pendingDs) throw new Error('the log has gaps');
    const pieces: Uint8Array[] = [];
    const turns = new Turns();
    for (const piece of statePieces(this.document, isWhole ? NOTHING_KNOWN : this.began)) {
      pieces.push(piece);
      await turns.next();
    }
    return pieces;
  }
}
