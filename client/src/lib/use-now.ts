import { onScopeDispose, type Ref, ref } from 'vue';

const MINUTE_MS = 60_000;

/** The time in milliseconds since 1970, anew every minute: ages on the screen grow by themselves. */
export function useNow(): Ref<number> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), MINUTE_MS);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
