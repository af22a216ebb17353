const DATABASE = 'parfocal-coverage';
const STORE = 'maps';
const BY_AGE = 'at';

/** Maps kept; the ones not looked at for longest go first. A map is 128 KB at most. */
const MOST_MAPS = 400;

interface Kept {
  readonly columns: number;
  readonly best: Uint16Array;
  readonly at: number;
}

/** What one person has looked at, in this browser alone. A browser that keeps nothing is no error: the map then lives as long as the page. */
export interface CoverageStore {
  load(slideId: string): Promise<Kept | undefined>;
  save(slideId: string, map: Pick<Kept, 'columns' | 'best'>): Promise<void>;
  remove(slideId: string): Promise<void>;
}

export function coverageStore(personId: string, now: () => number = Date.now): CoverageStore {
  const key = (slideId: string): string => `${personId}/${slideId}`;
  return {
    load: (slideId) => quietly(async (maps) => (await done(maps('readonly').get(key(slideId)))) as Kept | undefined),
    save: (slideId, { columns, best }) => quietly(async (maps) => {
      const store = maps('readwrite');
      const put = store.put({ columns, best: best.slice(), at: now() }, key(slideId));
      // Now, not when the answer was heard: a page that goes away hears none, and what is not committed is taken back.
      store.transaction.commit();
      await done(put);
      await prune(maps('readwrite'));
    }),
    remove: (slideId) => quietly(async (maps) => void (await done(maps('readwrite').delete(key(slideId))))),
  };
}

type Maps = (mode: IDBTransactionMode) => IDBObjectStore;

async function quietly<T>(work: (maps: Maps) => Promise<T>): Promise<T | undefined> {
  try {
    const database = await connected();
    return await work((mode) => database.transaction(STORE, mode).objectStore(STORE));
  } catch {
    return undefined; // storage denied or full
  }
}

async function prune(store: IDBObjectStore): Promise<void> {
  const surplus = (await done(store.count())) - MOST_MAPS;
  if (surplus <= 0) return;
  for (const key of await done(store.index(BY_AGE).getAllKeys(undefined, surplus)) as IDBValidKey[]) await done(store.delete(key));
}

let connection: Promise<IDBDatabase> | undefined;

/** Open from the first question on: what is saved while the page goes away has no time to open anything. */
function connected(): Promise<IDBDatabase> {
  connection ??= opened().catch((error: unknown) => {
    connection = undefined;
    throw error;
  });
  return connection;
}

async function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE).createIndex(BY_AGE, BY_AGE);
  const database = await done(request);
  const forget = (): void => void (connection = undefined);
  database.onclose = forget;
  database.onversionchange = () => {
    database.close(); // another tab runs a newer version, or the person clears what pages keep
    forget();
  };
  return database;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
