import { Injectable } from '@nestjs/common';
import type { VoiceJoined, VoiceListen, VoiceMutePeer, VoiceProduce, VoiceRelays, VoiceResume, VoiceResumed, VoiceTransport, VoiceTransportConnect, VoiceTransportOpen } from '@parfocal/shared/protocol';
import type { Member } from '../session/index.js';
import { requireHost, requireSpeaker } from './allowed.js';
import type { Line } from './line.js';
import { refused, refusing } from './refusing.js';
import { Relays } from './relays.service.js';
import { VoiceRooms } from './voice-rooms.service.js';

/** What a member may do in the voice room of their session. Everything but joining is `voice.refused` to who is not there. */
@Injectable()
export class Voice {
  constructor(
    private readonly rooms: VoiceRooms,
    private readonly relaysOfTheHouse: Relays,
  ) {}

  /** Throws `voice.preparing` and `voice.unavailable`. */
  async join({ peerId, sessionId }: Member, line: Line): Promise<VoiceJoined> {
    const room = this.rooms.open(sessionId);
    try {
      return { ...(await refusing(() => room.join(peerId, line))), relays: this.relaysOfTheHouse.for(peerId) };
    } catch (error) {
      this.rooms.close(sessionId, room);
      throw error;
    }
  }

  /** Throws `voice.refused` where nothing is held of that call for this seat. */
  resume(member: Member, line: Line, body: VoiceResume): Promise<VoiceResumed> {
    return refusing(() => {
      const { room, peer } = this.rooms.held(member, body.callId);
      return room.resume(peer, line, body);
    });
  }

  relays(member: Member, line: Line): VoiceRelays | null {
    this.rooms.whereIs(member, line);
    return this.relaysOfTheHouse.for(member.peerId);
  }

  /** Throws `voice.forbidden` to observers who want to send. */
  openTransport(member: Member, line: Line, { direction }: VoiceTransportOpen): Promise<VoiceTransport> {
    if (direction === 'send') requireSpeaker(member);
    return refusing(async () => {
      const { room, peer } = this.rooms.whereIs(member, line);
      const { id, iceParameters, iceCandidates, dtlsParameters } = await room.openTransport(peer, direction);
      return { id, iceParameters, iceCandidates, dtlsParameters };
    });
  }

  connect(member: Member, line: Line, { transportId, dtlsParameters }: VoiceTransportConnect): Promise<void> {
    return refusing(() => this.rooms.whereIs(member, line).peer.connect(transportId, dtlsParameters));
  }

  restartIce(member: Member, line: Line, transportId: string): Promise<object> {
    return refusing(() => this.rooms.whereIs(member, line).peer.restartIce(transportId));
  }

  /** Throws `voice.forbidden` to observers. */
  produce(member: Member, line: Line, { transportId, rtpParameters, muted }: VoiceProduce): Promise<string> {
    requireSpeaker(member);
    return refusing(() => {
      const { room, peer } = this.rooms.whereIs(member, line);
      return room.produce(peer, transportId, rtpParameters, muted);
    });
  }

  listen(member: Member, line: Line, { rtpCapabilities }: VoiceListen): Promise<void> {
    return refusing(() => {
      const { room, peer } = this.rooms.whereIs(member, line);
      return room.listen(peer, rtpCapabilities);
    });
  }

  ready(member: Member, line: Line, consumerId: string): void {
    const { room, peer } = this.rooms.whereIs(member, line);
    room.ready(peer, consumerId);
  }

  mute(member: Member, line: Line, muted: boolean): Promise<void> {
    return refusing(() => {
      const { room, peer } = this.rooms.whereIs(member, line);
      return room.mute(peer, muted);
    });
  }

  /** Throws `forbidden` to all but hosts. */
  mutePeer(member: Member, line: Line, { peerId, reason }: VoiceMutePeer): Promise<void> {
    requireHost(member);
    return refusing(() => {
      const { room } = this.rooms.whereIs(member, line);
      const peer = room.find(peerId);
      if (!peer) throw refused('that peer is not in the voice room');
      return room.muteFor(peer, { by: member.peerId, reason });
    });
  }

  /** Throws `forbidden` to all but hosts. */
  muteOthers(member: Member, line: Line): Promise<void> {
    requireHost(member);
    return refusing(() => this.rooms.whereIs(member, line).room.muteOthers(member.peerId));
  }
}
