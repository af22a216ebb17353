import { ANNOTATIONS, readAnnotation } from '@parfocal/shared/annotation';
import * as Y from 'yjs';

/** What a transaction really did to the document. */
export interface Outcome {
  /** What it added, as one update; nothing if it brought nothing new. */
  readonly news?: Uint8Array;
  /** Whether it left behind only what `isRight` accepts. */
  readonly isRight: boolean;
}

export interface Expectation {
  /** Of an annotation that was touched and is still there; `undefined` where none can be read. */
  annotation(annotation: unknown): boolean;
  /** Of the client whose struct was deleted. */
  deleted(client: number): boolean;
}

/** A copy of a document that runs ahead of it: what was accepted and is not yet on disk is in it already. */
export class StagedDocument {
  private readonly document = new Y.Doc();
  private readonly root = this.document.getMap(ANNOTATIONS);
  private news: Uint8Array | undefined;
  private isRight = true;
  private expected: Expectation = { annotation: () => true, deleted: () => true };

  constructor(...updates: readonly Uint8Array[]) {
    for (const update of updates) Y.applyUpdate(this.document, update);
    this.document.on('update', (update: Uint8Array) => (this.news = update));
    this.document.on('afterTransaction', (transaction: Y.Transaction) => (this.isRight = this.inspect(transaction)));
  }

  /** To look at, never to change. */
  get look(): Y.Doc {
    return this.document;
  }

  /** The live entry of the root map at a key, or what was there before it was deleted. */
  entryAt(id: string): Y.Item | undefined {
    return this.root._map.get(id);
  }

  apply(update: Uint8Array, expected: Expectation): Outcome {
    this.news = undefined;
    this.expected = expected;
    Y.applyUpdate(this.document, update);
    return { news: this.news, isRight: this.isRight };
  }

  /** The truth is what the document shows now, whatever the update seemed to say. */
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
    return [...touched].every((id) => !this.root.has(id) || this.expected.annotation(readAnnotation(id, this.root.get(id))));
  }
}
