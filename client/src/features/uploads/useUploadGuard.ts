import { onScopeDispose, watch } from 'vue';
import { useUploads } from './uploads.store';

/** Asks before the browser leaves while slides are on their way. */
export function useUploadGuard(): void {
  const store = useUploads();
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  watch(
    () => store.busy,
    (busy) => (busy ? window.addEventListener('beforeunload', ask) : window.removeEventListener('beforeunload', ask)),
    { immediate: true },
  );
  onScopeDispose(() => window.removeEventListener('beforeunload', ask));
}
