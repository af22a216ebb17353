import { onScopeDispose, readonly, ref } from 'vue';
import { useCases } from './cases.store';

/** How often the worklist asks who is reading now. */
export const REFRESH_MS = 15_000;

/** Loads the cases, and again every {@link REFRESH_MS} and on coming back to the tab; not while nobody looks. `now` ticks along, for ages. */
export function useFreshCases() {
  const store = useCases();
  const now = ref(Date.now());

  function refresh(): void {
    if (document.hidden) return;
    now.value = Date.now();
    void store.load();
  }
  refresh();
  const timer = setInterval(refresh, REFRESH_MS);
  document.addEventListener('visibilitychange', refresh);
  window.addEventListener('online', refresh);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', refresh);
    window.removeEventListener('online', refresh);
  });
  return { now: readonly(now), refresh };
}
