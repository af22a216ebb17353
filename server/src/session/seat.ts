import { mayTakePart, type Peer, type PeerRole } from '@parfocal/shared/protocol';

/** A peer's place in a session. It outlives the socket by the grace time, so that a reload finds everything as it was. */
export interface Seat {
  readonly peerId: string;
  readonly number: number;
  readonly personId: string;
  readonly tabId: string;
  readonly name: string;
  readonly colour: number;
  role: PeerRole;
  slideId: string;
  following: string | null;
  isFollowable: boolean;
  isElsewhere: boolean;
  /** As it is told (`toldDelay`). */
  delayMs: number | null;
  /** A host lets this observer point. */
  isPointerAllowed: boolean;
  /** The socket that holds the seat; `null` while the peer is away. */
  socketId: string | null;
}

export const mayPoint = ({ role, isPointerAllowed }: Pick<Seat, 'role' | 'isPointerAllowed'>): boolean => mayTakePart(role) || isPointerAllowed;

export const peerOf = (seat: Seat): Peer => {
  const { peerId, number, personId, name, role, colour, slideId, following, isFollowable, isElsewhere, delayMs } = seat;
  return { peerId, number, personId, name, role, colour, slideId, following, isFollowable, isElsewhere, delayMs, mayPoint: mayPoint(seat), state: seat.socketId === null ? 'away' : 'here' };
};
