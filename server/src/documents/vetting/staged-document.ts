import { ANNOTATIONS } from '@parfocal/shared/annotation';
import * as Y from 'yjs';

/** What became of a staged copy. */
export interface Outcome {
  /** All that was added, as one update; nothing if there was nothing new. */
  readonly news?: Uint8Array;
  /** Whether the copy shows only what was expected. */
  readonly isRight: boolean;
}

export interface Expectation {
  /** Of a value of the root map that was touched and is still there. */
  entry(id: string, entry: Y.Item): boolean;
  /** Of the client whose struct was deleted. */
  deleted(client: number): boolean;
}

/** A copy of a document that runs ahead of it: what was accepted and is not yet on disk is in it already. */
export class StagedDocument {
  private readonly document = new Y.Doc();
  private readonly root = this.document.getMap(ANNOTATIONS);
  private news: Uint8Array | undefined;
  private isRight = true;
  private expected: Expectation = { entry: () => true, deleted: () => true };

  constructor(...updates: readonly Uint8Array[]) {
    for (const update of updates) Y.applyUpdate(this.document, update);
    this.document.on('update', (update: Uint8Array) => (this.news = update));
    this.document.on('afterTransaction', (transaction: Y.Transaction) => (this.isRight = this.inspect(transaction)));
  }

  /** To look at, never to change. */
  get look(): Y.Doc {
    return this.document;
  }

  /** Everything that `work` applies is one transaction. Throws what `work` throws; the copy is of no use then. */
  together(work: () => void, expected: Expectation): Outcome {
    this.news = undefined;
    this.isRight = true;
    this.expected = expected;
    this.document.transact(work);
    return { news: this.news, isRight: this.isRight };
  }

  apply(update: Uint8Array): void {
    Y.applyUpdate(this.document, update);
  }

  /** The truth is what the document shows now, whatever the updates seemed to say. */
  private inspect({ changed, deleteSet }: Y.Transaction): boolean {
    const { store, share } = this.document;
    if (store.pendingStructs || store.pendingDs || share.size !== 1) return false;
    for (const client of deleteSet.clients.keys()) if (!this.expected.deleted(client)) return false;
    const touched = new Set<string>();
    for (const [type, keys] of changed as Map<unknown, Set<string | null>>) {
      const holder = type === this.root ? undefined : (type as Y.AbstractType<unknown>)._item;
      if (holder === null || (holder && holder.parent !== this.root)) return false;
      for (const key of holder ? [holder.parentSub] : keys) {
        if (key === null) return false;
        touched.add(key);
      }
    }
    for (const id of touched) {
      const entry = this.root._map.get(id);
      if (entry && !entry.deleted && !this.expected.entry(id, entry)) return false;
    }
    return true;
  }
}
