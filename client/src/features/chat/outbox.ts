import type { ChatSay, ErrorCode } from '@parfocal/shared/protocol';
import { shallowRef } from 'vue';

/** A message that the server does not have yet, as far as is known. `code`: why it will not go by itself. */
export interface WaitingMessage extends ChatSay {
  readonly code: ErrorCode | null;
}

/** Refusals that pass: the message waits and is sent again. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['unavailable', 'rate-limited', 'internal', 'storage.full']);
const AGAIN_MS = 2_000;

interface Collaborators {
  /** What waited before the page was loaded anew. */
  before?: readonly ChatSay[];
  /** Why it was refused, or nothing. */
  send: (message: ChatSay) => Promise<ErrorCode | undefined>;
  isConnected: () => boolean;
}

/** Messages on their way, one after the other, in the order in which they were written. */
export function useOutbox({ before = [], send, isConnected }: Collaborators) {
  const waiting = shallowRef<readonly WaitingMessage[]>(before.map((message) => ({ ...message, code: null })));
  let isSending = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const remove = (id: string): void => void (waiting.value = waiting.value.filter((one) => one.id !== id));
  const mark = (id: string, code: ErrorCode | null): void => void (waiting.value = waiting.value.map((one) => (one.id === id ? { ...one, code } : one)));

  /** Sends what waits, until all of it is there or the line is not. */
  const flush = async (): Promise<void> => {
    clearTimeout(again);
    if (isSending) return;
    isSending = true;
    for (let next = first(); next && isConnected(); next = first()) {
      const { id, text, place } = next;
      const code = await send({ id, text, place });
      if (code === undefined) remove(id);
      else if (!PASSING.has(code)) mark(id, code);
      else {
        // A line that is down is told of when it is up again.
        again = setTimeout(() => void flush(), AGAIN_MS);
        break;
      }
    }
    isSending = false;
  };
  const first = (): WaitingMessage | undefined => waiting.value.find(({ code }) => code === null);

  return {
    waiting,
    flush,
    put(message: ChatSay): void {
      waiting.value = [...waiting.value, { ...message, code: null }];
      void flush();
    },
    /** It is there, or is not wanted any more. */
    remove,
    retry(id: string): void {
      mark(id, null);
      void flush();
    },
    close: (): void => clearTimeout(again),
  };
}
