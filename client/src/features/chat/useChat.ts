import type { ChatMessage, ChatMuted, ChatMuteReason, Place, Reply } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { createId } from '@/lib';
import { command, type SessionSocket } from '@/wire';
import { withMessages } from './chat-log';
import { KeptDraft } from './kept-draft';
import { useOutbox } from './outbox';

interface Collaborators {
  socket: SessionSocket;
  personId: string;
  sessionId: string;
}

/** What is written in a session: what was said, what is still on its way, and how much of it this person has not seen. */
export function useChat({ socket, personId, sessionId }: Collaborators) {
  const kept = new KeptDraft(personId, sessionId);
  const unsent = kept.read();
  const messages = shallowRef<readonly ChatMessage[]>([]);
  /** What somebody else said just now. */
  const news = shallowRef<ChatMessage>();
  /** Words that are not sent yet; kept here, so that they outlive the panel. */
  const draft = ref(unsent?.text ?? '');
  /** Whether the messages are on the screen. */
  const isOpen = ref(false);
  /** The person asked to write, and the panel may not be there yet. */
  const isWanted = ref(false);
  const isLoadingOlder = ref(false);
  /** Who may not write: for a host all of it, else what concerns this person. */
  const mutes = shallowRef<readonly ChatMuted[]>([]);
  const seenUpTo = ref<number>();

  const outbox = useOutbox({
    before: unsent?.waiting,
    isConnected: () => socket.connected,
    send: async (message) => {
      const reply = await command(socket, 'chat:say', message);
      return reply.ok ? undefined : reply.code;
    },
  });

  watch([draft, outbox.waiting], () => kept.write({ text: draft.value, waiting: outbox.waiting.value.map(({ id, text, place }) => ({ id, text, place })) }), { flush: 'sync' });

  const take = (more: readonly ChatMessage[]): void => {
    messages.value = withMessages(messages.value, more);
    for (const { id } of more) outbox.remove(id);
  };
  const newest = computed(() => messages.value.at(-1)?.seq ?? 0);
  const unread = computed(() => {
    const from = seenUpTo.value;
    return from === undefined ? 0 : messages.value.filter((one) => one.seq > from && one.personId !== personId && !one.isTakenBack).length;
  });

  const listeners = {
    'chat:recent': (recent: readonly ChatMessage[]): void => {
      take(recent);
      // What was said before one came is there to be read, and is no news.
      seenUpTo.value ??= newest.value;
      void outbox.flush();
    },
    'chat:muted': (told: readonly ChatMuted[]): void => void (mutes.value = told),
    'chat:said': (message: ChatMessage): void => {
      const isNew = message.seq > newest.value;
      take([message]);
      if (isNew && message.personId !== personId && !message.isTakenBack) news.value = message;
    },
  };
  socket.on('chat:recent', listeners['chat:recent']);
  socket.on('chat:said', listeners['chat:said']);
  socket.on('chat:muted', listeners['chat:muted']);
  watch([isOpen, newest], () => {
    if (isOpen.value) seenUpTo.value = newest.value;
  });
  onScopeDispose(() => {
    outbox.close();
    socket.off('chat:recent', listeners['chat:recent']);
    socket.off('chat:said', listeners['chat:said']);
    socket.off('chat:muted', listeners['chat:muted']);
  });

  return {
    messages,
    waiting: outbox.waiting,
    news,
    draft,
    isWanted,
    wish: (): void => void (isWanted.value = true),
    /** Whether there was a wish to write; it is granted once. */
    takeWish(): boolean {
      const was = isWanted.value;
      isWanted.value = false;
      return was;
    },
    setOpen: (is: boolean): void => void (isOpen.value = is),
    unread,
    isLoadingOlder,
    mutes,
    /** A host keeps a person, or the observers, from writing; without a reason, lets them again. */
    mute: (whom: string, reason: ChatMuteReason | null): Promise<Reply> => command(socket, 'chat:mute', { whom, reason }),
    hasOlder: computed(() => (messages.value[0]?.seq ?? 1) > 1),
    /** Goes at once or, while the line is down, as soon as it is up; the id makes sure that it is there once. */
    say: (text: string, place: Place | null): void => outbox.put({ id: createId(), text, place }),
    retry: outbox.retry,
    /** Gives up a message that did not go. */
    discard: outbox.remove,
    takeBack: (id: string): Promise<Reply> => command(socket, 'chat:take-back', { id }),
    async loadOlder(): Promise<Reply> {
      const before = messages.value[0]?.seq;
      if (before === undefined || before === 1 || isLoadingOlder.value) return { ok: true, value: null };
      isLoadingOlder.value = true;
      const reply = await command(socket, 'chat:older', { before });
      isLoadingOlder.value = false;
      if (!reply.ok) return reply;
      take(reply.value);
      return { ok: true, value: null };
    },
  };
}

export type Chat = ReturnType<typeof useChat>;
