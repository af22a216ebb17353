import type { Peer } from '@parfocal/shared/protocol';

/** Whom this person wants to see with: the presenter whoever it is, one certain peer, or nobody. */
export type FollowChoice = { readonly kind: 'presenter' } | { readonly kind: 'peer'; readonly peerId: string } | { readonly kind: 'nobody' };

interface Room {
  readonly peers: readonly Peer[];
  readonly you: string | undefined;
  readonly presenterId: string | null;
}

/**
 * The peer whose view is shown here, if any. A chain of followers is followed to its head; a chain that comes back
 * to oneself leads nowhere, for two who follow each other would only zoom each other out.
 */
export function leaderOf(choice: FollowChoice, { peers, you, presenterId }: Room): Peer | undefined {
  const wanted = choice.kind === 'nobody' ? null : choice.kind === 'peer' ? choice.peerId : presenterId;
  const byId = new Map(peers.map((peer) => [peer.peerId, peer]));
  let leader = wanted === null ? undefined : byId.get(wanted);
  const seen = new Set<string>();
  while (leader) {
    if (leader.peerId === you || seen.has(leader.peerId)) return undefined;
    seen.add(leader.peerId);
    const next = leader.following === null ? undefined : byId.get(leader.following);
    if (!next) return leader;
    leader = next;
  }
  return undefined;
}
