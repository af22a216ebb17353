import type { PastChat } from '@parfocal/shared/api';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { errorCodeOf, sessionChat } from '@/api';
import { withMessages } from './chat-log';

/** What was written in a session that is over, page by page from its end. */
export function usePastChat(sessionId: string, fetch: typeof sessionChat = sessionChat) {
  const messages = shallowRef<PastChat['messages']>();
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());
  const isLoading = ref(false);
  const trouble = ref<ErrorCode>();
  let isGone = false;
  onScopeDispose(() => (isGone = true));

  return {
    /** Oldest first; nothing before the first answer. */
    messages,
    isLoading,
    trouble,
    hasOlder: computed(() => (messages.value?.[0]?.seq ?? 1) > 1),
    nameOf: (personId: string): string | undefined => names.value.get(personId),
    /** The newest page, then the one before it, and so on. */
    async load(): Promise<void> {
      if (isLoading.value) return;
      isLoading.value = true;
      trouble.value = undefined;
      try {
        const page = await fetch(sessionId, messages.value?.[0]?.seq);
        if (isGone) return;
        messages.value = [...withMessages(messages.value ?? [], page.messages)];
        names.value = new Map([...names.value, ...page.people.map(({ id, displayName }) => [id, displayName] as const)]);
      } catch (error) {
        trouble.value = errorCodeOf(error);
      } finally {
        isLoading.value = false;
      }
    },
  };
}
