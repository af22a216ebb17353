import { getCurrentScope, onScopeDispose, type Ref, shallowRef, watch } from 'vue';

/** Those of this page that stand for the same word, by key. */
const alike = new Map<string, Set<Ref<string>>>();

/**
 * A word kept in localStorage. `parse` decides whether what lies there is still one of ours. A browser that denies
 * storage (a private window, a policy) gives the fallback and remembers for this page alone. Components that use the
 * same key see each other's changes.
 */
export function useStored<T extends string>(key: string, parse: (raw: string | null) => T): Ref<T> {
  const word: Ref<T> = shallowRef<T>(parse(read(key)));
  const others = alike.get(key) ?? new Set<Ref<string>>();
  alike.set(key, others);
  watch(word, (value) => {
    write(key, value);
    for (const other of others) other.value = value;
  }, { flush: 'sync' });
  if (getCurrentScope()) {
    others.add(word);
    onScopeDispose(() => others.delete(word));
  }
  return word;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage denied: same as never stored
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return; // storage denied or full: the choice lives as long as the page
  }
}
