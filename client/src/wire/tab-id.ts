import { createId } from '@/lib';

const KEY = 'parfocal:tab';

/**
 * An id of this tab that survives a reload, so that a returning tab takes its own place again. A duplicated tab
 * copies the storage with it: the lock tells the two apart, and the copy takes a new id.
 */
export async function tabId(): Promise<string> {
  const stored = sessionStorage.getItem(KEY);
  if (stored && (await holds(stored))) return stored;
  const fresh = createId();
  sessionStorage.setItem(KEY, fresh);
  await holds(fresh);
  return fresh;
}

/** Takes the id's lock for as long as the page lives; `false` if another tab has it. */
async function holds(id: string): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  if (held.has(id)) return true;
  return new Promise((resolve) => {
    const request = navigator.locks.request(`${KEY}:${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      if (!lock) return undefined;
      held.add(id);
      return new Promise(() => undefined);
    });
    // A browser that denies locks is as one that has none.
    request.catch(() => resolve(true));
  });
}

const held = new Set<string>();
