import type { Peer, PeerRole } from '@parfocal/shared/protocol';

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
  /** The socket that holds the seat; `null` while the peer is away. */
  socketId: string | null;
}

export const peerOf = ({ peerId, number, personId, name, role, colour, slideId, following, socketId }: Seat): Peer => ({
  peerId, number, personId, name, role, colour, slideId, following, state: socketId === null ? 'away' : 'here',
});
