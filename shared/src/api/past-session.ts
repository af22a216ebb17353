import * as z from 'zod';
import { Place, SessionKind } from '../protocol/index.js';
import { PersonRef } from './person.js';

/** So many sessions of a case are listed, the newest. */
export const PAST_SESSIONS_MAX = 100;

/** A session of a case that is over. Times are epoch ms. */
export const PastSession = z.object({
  id: z.uuid(),
  kind: SessionKind,
  createdAt: z.int(),
  endedAt: z.int(),
  /** Who was in it, also those who have left the case since. */
  people: z.array(PersonRef),
  /** Messages that were written in it. */
  messages: z.int(),
});
export type PastSession = z.infer<typeof PastSession>;

/** Asks for the messages before one of this number; without it, for the newest. */
export const PastChatQuery = z.object({ before: z.coerce.number().int().min(1).max(2 ** 31).optional() });
export type PastChatQuery = z.infer<typeof PastChatQuery>;

/** A page of what was written in a session, oldest first (`ChatMessage` of the protocol), and who wrote it. */
export const PastChat = z.object({
  messages: z.array(z.object({ id: z.uuid(), seq: z.int(), personId: z.uuid(), at: z.int(), text: z.string(), place: Place.nullable(), isTakenBack: z.boolean() })),
  people: z.array(PersonRef),
});
export type PastChat = z.infer<typeof PastChat>;
