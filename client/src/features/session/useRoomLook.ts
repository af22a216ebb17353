import type { Reply, RoomLook, RoomState, SessionWelcome } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { command, type SessionSocket } from '@/wire';
import type { Session } from './useSession';

const NOTHING: RoomState = { revision: 0, look: null };

/** An invitation of the presenter to come along. */
export interface Invitation {
  readonly peerId: string;
  readonly isForced: boolean;
}

/** What the room looks at, who is not there yet, and the presenter's call to come along. */
export function useRoomLook({ socket, session }: { socket: SessionSocket; session: Session }) {
  const state = shallowRef<RoomState>(NOTHING);
  /** For the presenter: followers whose screens are not there yet. */
  const behind = shallowRef<ReadonlySet<string>>(new Set());
  const invitation = shallowRef<Invitation>();

  const onWelcome = ({ room }: SessionWelcome): void => void (state.value = room);
  const onLook = (next: RoomState): void => void (state.value = next);
  const onBehind = ({ peerIds }: { peerIds: readonly string[] }): void => void (behind.value = new Set(peerIds));
  const onGathered = (call: Invitation): void => void (invitation.value = call);
  socket.on('session:welcome', onWelcome);
  socket.on('room:look', onLook);
  socket.on('room:behind', onBehind);
  socket.on('room:gathered', onGathered);
  onScopeDispose(() => {
    socket.off('session:welcome', onWelcome);
    socket.off('room:look', onLook);
    socket.off('room:behind', onBehind);
    socket.off('room:gathered', onGathered);
  });
  watch(() => session.presenting.value.epoch, () => {
    // Whoever called does not present any more, and nobody is behind another presenter yet.
    invitation.value = undefined;
    behind.value = new Set();
  });

  const epoch = (): { epoch: number } => ({ epoch: session.presenting.value.epoch });
  return {
    state,
    look: computed(() => state.value.look),
    invitation,
    /** Those with the presenter whose screens show all of it, and everyone but the presenter. */
    attendance: computed(() => {
      const { peerId } = session.presenting.value;
      const others = session.peers.value.filter((peer) => peer.peerId !== peerId);
      const isThere = (peer: (typeof others)[number]): boolean => peer.following === peerId && peer.state === 'here' && !behind.value.has(peer.peerId);
      return { there: others.filter(isThere), missing: others.filter((peer) => !isThere(peer)) };
    }),
    show: (look: RoomLook): Promise<Reply> => command(socket, 'room:show', { ...epoch(), look }),
    shown: (revision: number): Promise<Reply> => command(socket, 'room:shown', { revision }),
    gather: (isForced: boolean): Promise<Reply> => command(socket, 'room:gather', { ...epoch(), isForced }),
    dismiss: (): void => void (invitation.value = undefined),
  };
}

export type RoomView = ReturnType<typeof useRoomLook>;
