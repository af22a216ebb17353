import { CHAT_TEXT_MAX, ChatSay } from '@parfocal/shared/protocol';
import * as z from 'zod';

const PREFIX = 'parfocal:chat-unsent:';
/** More does not wait unless something is wrong. */
const WAITING_MAX = 50;
const Unsent = z.object({ text: z.string().max(CHAT_TEXT_MAX), waiting: ChatSay.array().max(WAITING_MAX) });
export type Unsent = z.infer<typeof Unsent>;

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * What a person wrote into the chat of a session and has not sent, over a reload of the tab. It lies in the tab's
 * `sessionStorage`, which no other tab reads and which ends with the tab; it goes as soon as nothing is unsent, at signing
 * out, and when somebody else opens a chat in this tab.
 */
export class KeptDraft {
  private readonly key: string;

  constructor(personId: string, sessionId: string, private readonly storage: Kept | undefined = reachable()) {
    this.key = `${PREFIX}${personId}:${sessionId}`;
    forgetDrafts(personId, storage);
  }

  read(): Unsent | undefined {
    const parsed = Unsent.safeParse(parsedJson(this.storage?.getItem(this.key)));
    return parsed.success ? parsed.data : undefined;
  }

  write({ text, waiting }: Unsent): void {
    try {
      if (text === '' && waiting.length === 0) this.storage?.removeItem(this.key);
      else this.storage?.setItem(this.key, JSON.stringify({ text, waiting: waiting.slice(0, WAITING_MAX) }));
    } catch {
      return; // storage full: it lives as long as the page
    }
  }
}

/** Removes everything unsent from this tab; but for one person's, where `except` names them. */
export function forgetDrafts(except?: string, storage: Kept | undefined = reachable()): void {
  if (!storage) return;
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  for (const key of keys) if (key.startsWith(PREFIX) && !(except && key.startsWith(`${PREFIX}${except}:`))) storage.removeItem(key);
}

function parsedJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined; // not ours
  }
}

function reachable(): Kept | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined; // storage denied
  }
}
