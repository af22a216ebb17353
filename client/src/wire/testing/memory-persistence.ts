import * as Y from 'yjs';

/** What `LocalCopy` does, in memory: jsdom has no IndexedDB. `open` gives the database, `load` lets the stored copy arrive. */
export class MemoryPersistence {
  static readonly stores = new Map<string, { updates: Uint8Array[]; custom: Map<string, unknown> }>();
  static made: MemoryPersistence[] = [];

  readonly opened: Promise<void>;
  readonly whenSynced: Promise<void>;
  isOpen = true;
  /** The browser gives its database. */
  open: () => void = () => undefined;
  private synced: () => void = () => undefined;

  constructor(readonly name: string, private readonly doc: Y.Doc) {
    MemoryPersistence.made.push(this);
    if (!MemoryPersistence.stores.has(name)) MemoryPersistence.stores.set(name, { updates: [], custom: new Map() });
    this.opened = new Promise<void>((resolve) => (this.open = resolve));
    this.whenSynced = new Promise<void>((resolve) => (this.synced = resolve));
  }

  get store() {
    return MemoryPersistence.stores.get(this.name);
  }

  async load(): Promise<void> {
    this.open();
    this.store?.updates.push(Y.encodeStateAsUpdate(this.doc));
    for (const update of this.store?.updates ?? []) Y.applyUpdate(this.doc, update, this);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== this && this.isOpen && this.store?.updates.push(update));
    this.synced();
    // The turns that reading what is stored beside the copy takes.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }

  async get(key: string): Promise<unknown> {
    return this.store?.custom.get(key);
  }

  async set(key: string, value: unknown): Promise<void> {
    this.store?.custom.set(key, value);
  }

  async destroy(): Promise<void> {
    this.isOpen = false;
  }

  async clearData(): Promise<void> {
    await this.destroy();
    MemoryPersistence.stores.delete(this.name);
  }
}
