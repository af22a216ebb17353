import * as Y from 'yjs';
import { Turns } from '../turns.js';
import { ROOTS, withRoots } from './document-rules.js';

/** What became of a staged copy. */
export interface Outcome {
  /** All that was added, as one update; nothing if there was nothing new. */
  readonly news?: Uint8Array;
  /** Whether the copy shows only what was expected. */
  readonly isRight: boolean;
}

export interface Expectation {
  /** Of a value of a root map that was touched and is still there. */
  entry(root: string, id: string, entry: Y.Item): boolean;
  /** Of the client whose struct was deleted. */
  deleted(client: number): boolean;
}

/** A copy of a document that runs ahead of it: what was accepted and is not yet on disk is in it already. */
export class StagedDocument {
  private readonly roots: ReadonlyMap<unknown, string>;
  private news: Uint8Array | undefined;
  private isRight = true;
  private expected: Expectation = { entry: () => true, deleted: () => true };

  static of(updates: Iterable<Uint8Array>): StagedDocument {
    const document = new Y.Doc();
    for (const update of updates) Y.applyUpdate(document, update);
    return new StagedDocument(document);
  }

  /** The same, letting others in between. */
  static async inTurns(updates: Iterable<Uint8Array>): Promise<StagedDocument> {
    const document = new Y.Doc();
    const turns = new Turns();
    for (const update of updates) {
      Y.applyUpdate(document, update);
      await turns.next();
    }
    return new StagedDocument(document);
  }

  private constructor(private readonly document: Y.Doc) {
    withRoots(document);
    this.roots = new Map(ROOTS.map((root) => [document.getMap(root), root]));
    document.on('update', (update: Uint8Array) => (this.news = update));
    document.on('afterTransaction', (transaction: Y.Transaction) => (this.isRight = this.inspect(transaction)));
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
    if (store.pendingStructs || store.pendingDs || share.size !== this.roots.size) return false;
    for (const client of deleteSet.clients.keys()) if (!this.expected.deleted(client)) return false;
    const touched = new Set<Y.Item>();
    for (const [type, keys] of changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
      if (!this.roots.has(type)) {
        const holder = type._item;
        if (!holder || !this.roots.has(holder.parent)) return false;
        if (holder.parentSub === null) return false;
        this.addShown(touched, holder.parent as Y.AbstractType<unknown>, holder.parentSub);
      } else {
        for (const key of keys) {
          if (key === null) return false;
          this.addShown(touched, type, key);
        }
      }
    }
    for (const entry of touched) {
      if (!this.expected.entry(this.roots.get(entry.parent)!, String(entry.parentSub), entry)) return false;
    }
    return true;
  }

  /** What the root shows under a key; nothing if that was deleted. */
  private addShown(touched: Set<Y.Item>, root: Y.AbstractType<unknown>, key: string): void {
    const entry = root._map.get(key);
    if (entry && !entry.deleted) touched.add(entry);
  }
}
