import { type Ref, shallowRef, watch } from 'vue';

/**
 * A word kept in localStorage. `parse` decides whether what lies there is still one of ours. A browser that denies
 * storage (a private window, a policy) gives the fallback and remembers for this page alone.
 */
export function useStored<T extends string>(key: string, parse: (raw: string | null) => T): Ref<T> {
  const word: Ref<T> = shallowRef<T>(parse(read(key)));
  watch(word, (value) => write(key, value), { flush: 'sync' });
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
