import { TokenBucket } from '../wire/index.js';
import type { Speaker } from './chats.service.js';

/** Faster than anyone types, with room for what waited while the line was down. */
const MESSAGES_PER_SECOND = 1;
const MESSAGES_AT_ONCE = 20;

/** How fast a person may write in a session, over all their tabs and connections. */
export class Paces {
  private readonly sessions = new Map<string, Map<string, TokenBucket>>();

  constructor(private readonly nowMs?: () => number) {}

  take({ sessionId, personId }: Speaker): boolean {
    const session = this.sessions.get(sessionId) ?? new Map<string, TokenBucket>();
    this.sessions.set(sessionId, session);
    const pace = session.get(personId) ?? new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE, this.nowMs);
    session.set(personId, pace);
    return pace.take();
  }

  forget(sessionId: string): void {
    this.sessions.delete(sessionId);
  }
}
