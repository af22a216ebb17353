import type { Reply } from '@parfocal/shared/protocol';
import { readonly, ref } from 'vue';
import { errorText } from '@/i18n';
import { useToasts } from '@/ui';

/** Runs the session's commands; a refusal is told in words. */
export function useCommands() {
  const toasts = useToasts();
  const busy = ref(false);
  return {
    busy: readonly(busy),
    /** Whether the server did it. */
    async run(command: Promise<Reply>): Promise<boolean> {
      busy.value = true;
      const reply = await command;
      busy.value = false;
      if (!reply.ok) toasts.stop(errorText(reply.code));
      return reply.ok;
    },
  };
}
