import type { Peer, Presenting, SessionWelcome } from '@parfocal/shared/protocol';

let last = 0;

/** A peer who is here, takes part and follows nobody, on `slide-a`, unless said otherwise. */
export const peerOf = (peerId: string, rest: Partial<Peer> = {}): Peer => ({
  peerId, number: ++last, personId: `person-${peerId}`, name: peerId.toUpperCase(), role: 'participant', colour: 0, state: 'here', slideId: 'slide-a', following: null,
  isFollowable: true, isElsewhere: false, delayMs: null, mayPoint: true, ...rest,
});

export const welcomeOf = (you: string, peers: readonly Peer[], presenting: Presenting = { peerId: null, epoch: 1 }): SessionWelcome => ({ you, sessionId: 'session', caseId: 'case', kind: 'consultation', room: { revision: 0, look: null }, peers, presenting });
