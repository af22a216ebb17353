import type { GestureClientEvents, GestureServerEvents, PeerRole, SessionClientEvents, SessionServerEvents } from '@parfocal/shared/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';

/** Who a connection speaks for. Comes from its login and the case, never from a message; replaced whole when the role changes. */
export interface Member {
  readonly peerId: string;
  readonly sessionId: string;
  readonly caseId: string;
  readonly personId: string;
  readonly loginId: string;
  readonly role: PeerRole;
  /** An observer may only if a host allows it. */
  readonly mayPoint: boolean;
  /** Short name of the peer in gesture frames. */
  readonly number: number;
  readonly name: string;
}

export interface SocketData {
  member: Member;
}

type ClientEvents = SessionClientEvents & GestureClientEvents;
type ServerEvents = SessionServerEvents & GestureServerEvents;

export type MemberSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
export type SessionServer = Namespace<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;

export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;
