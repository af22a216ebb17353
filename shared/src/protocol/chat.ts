import * as z from 'zod';
import type { Reply } from './errors.js';
import { Place } from './place.js';

/** Longest message, in UTF-16 units. */
export const CHAT_TEXT_MAX = 2_000;
/** So many messages come with the join, and at most as many with a page. */
export const CHAT_PAGE = 100;

/** `id` is made by the sender, once a message: sent again after a lost answer, it is still the same message (SPEC C3). */
export const ChatSay = z.object({
  id: z.uuid(),
  /** No NUL: PostgreSQL keeps none, and nobody types one. */
  text: z.string().trim().min(1).max(CHAT_TEXT_MAX).refine((text) => !text.includes('\0'), 'holds a NUL'),
  place: Place.nullable(),
});
export type ChatSay = z.infer<typeof ChatSay>;

export const ChatTakeBack = z.object({ id: z.uuid() });
export type ChatTakeBack = z.infer<typeof ChatTakeBack>;

/** Asks for the messages before one of this number. */
export const ChatOlder = z.object({ before: z.int().min(1).max(2 ** 31) });
export type ChatOlder = z.infer<typeof ChatOlder>;

/** Everyone in the session who only watches. */
export const CHAT_OBSERVERS = 'observers';

/** What a host says with it: nothing, that it is not about the case, that it told who the patient is. */
export const ChatMuteReason = z.enum(['host', 'off-topic', 'patient']);
export type ChatMuteReason = z.infer<typeof ChatMuteReason>;

/** Keeps a person, or the observers, from writing; without a reason, lets them again. */
export const ChatMute = z.object({ whom: z.union([z.literal(CHAT_OBSERVERS), z.uuid()]), reason: ChatMuteReason.nullable() });
export type ChatMute = z.infer<typeof ChatMute>;

export interface ChatMuted {
  /** A person's id, or {@link CHAT_OBSERVERS}. */
  readonly whom: string;
  /** The person who said so. */
  readonly by: string;
  readonly reason: ChatMuteReason;
}

export interface ChatMessage {
  readonly id: string;
  /** From 1, without gaps in a session: the order in which everyone sees them. */
  readonly seq: number;
  readonly personId: string;
  /** When it was stored, by the server's clock. */
  readonly at: number;
  /** Empty once it was taken back. */
  readonly text: string;
  readonly place: Place | null;
  readonly isTakenBack: boolean;
}

/** Commands; each is answered. */
export interface ChatClientEvents {
  /** Answered once the message is stored. */
  'chat:say': (body: ChatSay, answer: (reply: Reply) => void) => void;
  /** Takes back one's own message: its text and place are removed for good. */
  'chat:take-back': (body: ChatTakeBack, answer: (reply: Reply) => void) => void;
  /** For hosts. */
  'chat:mute': (body: ChatMute, answer: (reply: Reply) => void) => void;
  /** The newest {@link CHAT_PAGE} before it, oldest first. */
  'chat:older': (body: ChatOlder, answer: (reply: Reply<readonly ChatMessage[]>) => void) => void;
}

/** Facts. */
export interface ChatServerEvents {
  /** To each newcomer: the newest {@link CHAT_PAGE}, oldest first. */
  'chat:recent': (messages: readonly ChatMessage[]) => void;
  /** A new message, or what is left of one that was taken back. */
  'chat:said': (message: ChatMessage) => void;
  /** Who may not write, whole: to a host all of it, to others what concerns them. */
  'chat:muted': (mutes: readonly ChatMuted[]) => void;
}
