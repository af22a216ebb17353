import * as idb from 'lib0/indexeddb';
import * as Y from 'yjs';
import { breathe } from '@/lib';
import { putTogether, runsOf } from './tidy-rows';

/** The layout of y-indexeddb, whose copies earlier versions left behind. */
const [UPDATES, CUSTOM] = ['updates', 'custom'];

/** Reading holds the page up for no longer than this, then lets it breathe. */
const SLICE_MS = 8;
/** Rows read from the database at once. */
const ROWS_AT_ONCE = 16;
/** After so many new rows, and a moment of quiet, small ones are put together. */
const ROWS_BEFORE_TIDYING = 300;
const QUIET_MS = 1_000;

/**
 * This machine's copy of a document: every change goes to IndexedDB as it comes, and all of them come back when the page
 * is opened again. However large it is, the page goes on meanwhile: it is read in slices, and rows are only ever put
 * together with their neighbours, in pieces of a modest size.
 */
export class LocalCopy {
  /** The browser gave its database, which it may also never do. */
  readonly opened: Promise<void>;
  /** All of the copy is in the document; where the browser denies its database, there is none. */
  readonly whenSynced: Promise<void>;
  private readonly database: Promise<IDBDatabase>;
  /** Bytes of the rows that this page knows of, by their keys. */
  private readonly rows = new Map<number, number>();
  private fresh = 0;
  private tidying: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;

  constructor(private readonly name: string, private readonly document: Y.Doc) {
    this.database = idb.openDB(name, (database: IDBDatabase) => idb.createStores(database, [[UPDATES, { autoIncrement: true }], [CUSTOM]]));
    this.opened = this.database.then(() => undefined);
    this.whenSynced = this.read().catch(() => undefined);
    document.on('update', this.keep);
  }

  /** What was kept beside the document, as far as that can be read. */
  get(key: string): Promise<unknown> {
    return this.database.then((database) => idb.get(storeOf(database, CUSTOM, 'readonly'), key)).catch(() => undefined);
  }

  async set(key: string, value: string | number): Promise<void> {
    await idb.put(storeOf(await this.database, CUSTOM), value, key);
  }

  async destroy(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.tidying);
    this.document.off('update', this.keep);
    await this.database.then((database) => database.close(), () => undefined);
  }

  /** Deletes the copy. */
  async clearData(): Promise<void> {
    await this.destroy();
    await idb.deleteDB(this.name);
  }

  private async read(): Promise<void> {
    const database = await this.database;
    let last = 0;
    let sinceMs = performance.now();
    for (let isMore = true; isMore; ) {
      if (this.isOver) return;
      const found = await rowsIn(storeOf(database, UPDATES, 'readonly'), IDBKeyRange.lowerBound(last, true), ROWS_AT_ONCE);
      isMore = found.length === ROWS_AT_ONCE;
      for (const { k: key, v: update } of found) {
        if (this.isOver) return;
        Y.applyUpdate(this.document, update, this);
        this.rows.set(key, update.length);
        last = key;
        if (performance.now() - sinceMs < SLICE_MS) continue;
        await breathe();
        sinceMs = performance.now();
      }
    }
  }

  private readonly keep = (update: Uint8Array, origin: unknown): void => {
    // Where there is no room left, the copy lacks it and nothing else does: it is on its way to the server.
    if (origin !== this) this.add(update).catch(() => undefined);
  };

  private async add(update: Uint8Array): Promise<void> {
    const database = await this.database;
    if (this.isOver) return;
    this.rows.set((await idb.rtop(storeOf(database, UPDATES).add(update))) as number, update.length);
    if (++this.fresh < ROWS_BEFORE_TIDYING) return;
    clearTimeout(this.tidying);
    this.tidying = setTimeout(() => this.tidy(database).catch(() => undefined), QUIET_MS);
  }

  /** Another page of this person may write, or tidy, at the same time: what lies between two rows now is what is put together. */
  private async tidy(database: IDBDatabase): Promise<void> {
    this.fresh = 0;
    const rows = [...this.rows].map(([key, bytes]) => ({ key, bytes })).sort((a, b) => a.key - b.key);
    for (const run of runsOf(rows)) {
      if (this.isOver) return;
      const [first, last] = [run[0]!.key, run.at(-1)!.key];
      const store = storeOf(database, UPDATES);
      const found = await rowsIn(store, IDBKeyRange.bound(first, last));
      if (found.length > 1) {
        const update = putTogether(found.map(({ v }) => v), run.length === rows.length);
        await Promise.all([idb.rtop(store.put(update, first)), idb.del(store, IDBKeyRange.bound(first, last, true))]);
        for (const { key } of run) this.rows.delete(key);
        this.rows.set(first, update.length);
      }
      await breathe();
    }
  }
}

const storeOf = (database: IDBDatabase, name: string, access: 'readonly' | 'readwrite' = 'readwrite'): IDBObjectStore => idb.transact(database, [name], access)[0]!;

const rowsIn = (store: IDBObjectStore, range: IDBKeyRange, most?: number): Promise<{ k: number; v: Uint8Array }[]> => idb.getAllKeysValues(store, range, most);
