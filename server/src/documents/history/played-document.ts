import { ANNOTATIONS, COMMENTS, entryChanges } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import type { HistoryChange, HistorySubject } from './history-row.js';

const ROOTS: readonly (readonly [root: string, subject: HistorySubject])[] = [[ANNOTATIONS, 'annotation'], [COMMENTS, 'comment']];

/** A document that is played again, row by row, to see what each row did. */
export class PlayedDocument {
  private readonly document = new Y.Doc();
  private seen: HistoryChange[] = [];

  /** `snapshot`: what the log begins on; nothing if it begins with the document. */
  constructor(snapshot: Uint8Array | undefined) {
    if (snapshot) Y.applyUpdate(this.document, snapshot);
    for (const [name, subject] of ROOTS) {
      const root = this.document.getMap(name);
      root.observeDeep((events) => this.seen.push(...entryChanges(root, events).map((change) => ({ ...change, subject }))));
    }
  }

  /** What the next row of the log does, in an order that is the same each time. */
  take(update: Uint8Array): HistoryChange[] {
    this.seen = [];
    Y.applyUpdate(this.document, update);
    return this.seen;
  }
}
