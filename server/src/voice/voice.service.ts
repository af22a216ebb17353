import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  mayTakePart, type SessionRoster, type Share, type ShareStart, type ShareView, type Speaker, type VoiceJoined, type VoiceListen, type VoiceMutePeer, type VoiceProduce, type VoiceRelays, type VoiceTransport, type VoiceTransportConnect, type VoiceTransportOpen,
} from '@parfocal/shared/protocol';
import { Subject, type Subscription } from 'rxjs';
import type { Member } from '../session/index.js';
import { DomainError } from '../wire/index.js';
import type { Line } from './line.js';
import { openMedia } from './media.js';
import { refused, refusing } from './refusing.js';
import { Relays } from './relays.service.js';
import type { VoicePeer } from './voice-peer.js';
import { VoiceRoom } from './voice-room.js';
import { VoiceWorker } from './voice-worker.js';

/** What a whole session is told. */
export type VoiceNews = { sessionId: string } & ({ roster: readonly Speaker[] } | { speaking: readonly string[] } | { share: Share | null });

/** The voice rooms. A session has one from its first join to its last leave; it lives in memory and in the worker alone. */
@Injectable()
export class Voice implements OnApplicationShutdown {
  readonly news = new Subject<VoiceNews>();
  private readonly rooms = new Map<string, VoiceRoom>();
  private readonly following: Subscription;

  constructor(
    private readonly worker: VoiceWorker,
    private readonly relaysOfTheHouse: Relays,
  ) {
    this.following = worker.state.subscribe(({ state }) => {
      if (state !== 'ready') this.reset();
    });
  }

  onApplicationShutdown(): void {
    this.following.unsubscribe();
    for (const room of this.rooms.values()) room.close();
    this.rooms.clear();
  }

  get roomCount(): number {
    return this.rooms.size;
  }

  room(sessionId: string): VoiceRoom | undefined {
    return this.rooms.get(sessionId);
  }

  /** Throws `voice.preparing` and `voice.unavailable`. */
  async join({ peerId, sessionId }: Member, line: Line): Promise<VoiceJoined> {
    const room = this.rooms.get(sessionId) ?? this.open(sessionId);
    try {
      return { ...(await refusing(() => room.join(peerId, line))), relays: this.relaysOfTheHouse.for(peerId) };
    } catch (error) {
      if (this.rooms.get(sessionId) === room) this.rooms.delete(sessionId);
      room.close();
      throw error;
    }
  }

  /** Asks nothing and never fails: whoever is gone, or was never there, is gone. */
  leave({ peerId, sessionId }: Member, line: Line): void {
    const room = this.rooms.get(sessionId);
    const peer = room?.find(peerId);
    if (!room || peer?.line.id !== line.id) return;
    room.leave(peer);
    if (!room.isEmpty) return;
    this.rooms.delete(sessionId);
    room.close();
  }

  relays(member: Member, line: Line): VoiceRelays | null {
    this.inRoom(member, line);
    return this.relaysOfTheHouse.for(member.peerId);
  }

  openTransport(member: Member, line: Line, { direction }: VoiceTransportOpen): Promise<VoiceTransport> {
    if (direction === 'send') requireSpeaker(member);
    return refusing(async () => {
      const { id, iceParameters, iceCandidates, dtlsParameters } = await this.inRoom(member, line).peer.openTransport(direction);
      return { id, iceParameters, iceCandidates, dtlsParameters };
    });
  }

  connect(member: Member, line: Line, { transportId, dtlsParameters }: VoiceTransportConnect): Promise<void> {
    return refusing(() => this.inRoom(member, line).peer.connect(transportId, dtlsParameters));
  }

  restartIce(member: Member, line: Line, transportId: string): Promise<object> {
    return refusing(() => this.inRoom(member, line).peer.restartIce(transportId));
  }

  /** Throws `voice.forbidden` to observers. */
  produce(member: Member, line: Line, { transportId, rtpParameters, muted }: VoiceProduce): Promise<string> {
    requireSpeaker(member);
    return refusing(() => {
      const { room, peer } = this.inRoom(member, line);
      return room.produce(peer, transportId, rtpParameters, muted);
    });
  }

  listen(member: Member, line: Line, { rtpCapabilities }: VoiceListen): Promise<void> {
    return refusing(() => {
      const { room, peer } = this.inRoom(member, line);
      return room.listen(peer, rtpCapabilities);
    });
  }

  ready(member: Member, line: Line, consumerId: string): void {
    const { room, peer } = this.inRoom(member, line);
    room.ready(peer, consumerId);
  }

  mute(member: Member, line: Line, muted: boolean): Promise<void> {
    return refusing(() => {
      const { room, peer } = this.inRoom(member, line);
      return room.mute(peer, muted);
    });
  }

  /** Throws `forbidden` to all but hosts. */
  mutePeer(member: Member, line: Line, { peerId, reason }: VoiceMutePeer): Promise<void> {
    requireHost(member);
    return refusing(() => {
      const { room } = this.inRoom(member, line);
      const peer = room.find(peerId);
      if (!peer) throw refused('that peer is not in the voice room');
      return room.muteFor(peer, { by: member.peerId, reason });
    });
  }

  /** Throws `forbidden` to all but hosts. */
  muteOthers(member: Member, line: Line): Promise<void> {
    requireHost(member);
    return refusing(() => this.inRoom(member, line).room.muteOthers(member.peerId));
  }

  /** Throws `voice.forbidden` to observers, `share.taken` where somebody else's picture is shown. */
  startShare(member: Member, line: Line, body: ShareStart): Promise<string> {
    requireSpeaker(member);
    return refusing(() => {
      const { room, peer } = this.inRoom(member, line);
      return room.startShare(peer, body, member.role === 'host');
    });
  }

  /** By who shares, the presenter or a host; whether in the room or not. Throws `forbidden`. */
  stopShare({ peerId, sessionId, role }: Member): void {
    this.rooms.get(sessionId)?.stopShare(peerId, role === 'host');
  }

  viewShare(member: Member, line: Line, { consumerId, size }: ShareView): Promise<void> {
    return refusing(() => {
      const { room, peer } = this.inRoom(member, line);
      return room.share.view(peer, consumerId, size);
    });
  }

  /** The presenter is always heard; who became an observer loses the microphone. */
  follow(sessionId: string, { peers, presenting }: SessionRoster): void {
    const room = this.rooms.get(sessionId);
    if (!room) return;
    room.present(presenting.peerId);
    for (const { peerId, role } of peers) if (!mayTakePart(role)) room.silence(peerId);
  }

  private open(sessionId: string): VoiceRoom {
    const room = new VoiceRoom(openMedia(this.worker.running()), {
      roster: (roster) => this.news.next({ sessionId, roster }),
      speaking: (speaking) => this.news.next({ sessionId, speaking }),
      share: (share) => this.news.next({ sessionId, share }),
    });
    this.rooms.set(sessionId, room);
    return room;
  }

  /** The worker and everything in it is gone. */
  private reset(): void {
    for (const [sessionId, room] of this.rooms) {
      this.rooms.delete(sessionId);
      const { lines } = room;
      room.close();
      for (const line of lines) line.emit('voice:reset');
      this.news.next({ sessionId, roster: [] });
      this.news.next({ sessionId, speaking: [] });
      this.news.next({ sessionId, share: null });
    }
  }

  private inRoom({ peerId, sessionId }: Member, line: Line): { room: VoiceRoom; peer: VoicePeer } {
    const room = this.rooms.get(sessionId);
    const peer = room?.find(peerId);
    if (!room || peer?.line.id !== line.id) throw refused('not in the voice room');
    return { room, peer };
  }
}

function requireSpeaker({ role }: Member): void {
  if (!mayTakePart(role)) throw new DomainError('voice.forbidden', 'observers listen');
}

function requireHost({ role }: Member): void {
  if (role !== 'host') throw new DomainError('forbidden', 'only a host mutes others');
}
