import type { Speaker } from '@parfocal/shared/protocol';
import type { VoicePeer } from './voice-peer.js';

/** Who is in a voice room, and who watches the picture without being there: in no roster, without a sound in either direction. Nobody is both. */
export class RoomPeople {
  private readonly inside = new Map<string, VoicePeer>();
  private readonly watching = new Map<string, VoicePeer>();

  /** Watchers watch what somebody in the room shows, so they fill none. */
  get isEmpty(): boolean {
    return this.inside.size === 0;
  }

  /** In the room. */
  get members(): readonly VoicePeer[] {
    return [...this.inside.values()];
  }

  get watchers(): readonly VoicePeer[] {
    return [...this.watching.values()];
  }

  get everyone(): readonly VoicePeer[] {
    return [...this.members, ...this.watchers];
  }

  get roster(): readonly Speaker[] {
    return this.members.map(({ speaker }) => speaker);
  }

  /** In the room, or watching. */
  find(peerId: string): VoicePeer | undefined {
    return this.inside.get(peerId) ?? this.watching.get(peerId);
  }

  member(peerId: string): VoicePeer | undefined {
    return this.inside.get(peerId);
  }

  isWatching(peer: VoicePeer): boolean {
    return this.watching.get(peer.peerId) === peer;
  }

  ownerOf(producerId: string): VoicePeer | undefined {
    return this.members.find(({ microphone }) => microphone?.id === producerId);
  }

  enter(peer: VoicePeer): void {
    this.inside.set(peer.peerId, peer);
  }

  watch(peer: VoicePeer): void {
    this.watching.set(peer.peerId, peer);
  }

  /** Closes this one, and forgets it where no other has taken its place. */
  remove(peer: VoicePeer): void {
    peer.close();
    for (const people of [this.inside, this.watching]) if (people.get(peer.peerId) === peer) people.delete(peer.peerId);
  }
}
