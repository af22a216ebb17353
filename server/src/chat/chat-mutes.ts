import { CHAT_OBSERVERS, type ChatMuted, type PeerRole } from '@parfocal/shared/protocol';
import { DomainError } from '../wire/index.js';

/** Whom it is about. */
export interface MemberOfChat {
  readonly personId: string;
  readonly role: PeerRole;
}

/** Who is kept from writing in a session, by whom and why (SPEC C8). In memory, as long as anyone is in the session. */
export class ChatMutes {
  private readonly sessions = new Map<string, Map<string, ChatMuted>>();

  /** Throws `forbidden` unless a host says it. `reason: null` lets them write again. */
  set(sessionId: string, by: MemberOfChat, whom: string, reason: ChatMuted['reason'] | null): void {
    if (by.role !== 'host') throw new DomainError('forbidden', 'that is for a host');
    const mutes = this.sessions.get(sessionId) ?? new Map<string, ChatMuted>();
    this.sessions.set(sessionId, mutes);
    if (reason === null) mutes.delete(whom);
    else mutes.set(whom, { whom, by: by.personId, reason });
  }

  /** What somebody is told: a host all of it, everyone else what concerns them. */
  toldTo(sessionId: string, writer: MemberOfChat): ChatMuted[] {
    return [...(this.sessions.get(sessionId)?.values() ?? [])].filter((mute) => writer.role === 'host' || concerns(mute, writer));
  }

  mayWrite(sessionId: string, writer: MemberOfChat): boolean {
    return writer.role === 'host' || this.toldTo(sessionId, writer).length === 0;
  }

  /** Nobody is in the session any more. */
  forget(sessionId: string): void {
    this.sessions.delete(sessionId);
  }
}

const concerns = ({ whom }: ChatMuted, { personId, role }: MemberOfChat): boolean => whom === personId || (whom === CHAT_OBSERVERS && role === 'observer');
