import type { Peer, Reply } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, shallowRef } from 'vue';
import type { Session } from '@/features/session';
import { command, type SessionSocket } from '@/wire';

interface Collaborators {
  socket: SessionSocket;
  session: Pick<Session, 'peers' | 'own' | 'isPresenting'>;
}

/** Raised hands, in the order in which they went up (SPEC P2, P3). */
export function useHands({ socket, session }: Collaborators) {
  const peerIds = shallowRef<readonly string[]>([]);
  const onHands = (body: { peerIds: readonly string[] }): void => void (peerIds.value = body.peerIds);
  socket.on('hands:changed', onHands);
  onScopeDispose(() => socket.off('hands:changed', onHands));

  const raised = computed(() => peerIds.value.flatMap((id): Peer[] => session.peers.value.filter(({ peerId }) => peerId === id)));
  const isRaised = computed(() => session.own.value !== undefined && peerIds.value.includes(session.own.value.peerId));
  const lower = (peerId: string): Promise<Reply> => command(socket, 'hand:lower', { peerId });

  return {
    raised,
    isRaised,
    /** Whether this person calls on those who raised a hand. */
    mayLowerOthers: computed(() => session.isPresenting.value || session.own.value?.role === 'host'),
    lower,
    toggle: (): Promise<Reply> => (isRaised.value && session.own.value ? lower(session.own.value.peerId) : command(socket, 'hand:raise', {})),
  };
}

export type Hands = ReturnType<typeof useHands>;
