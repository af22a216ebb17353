import { Injectable } from '@nestjs/common';
import type { ShareStart, ShareView, ShareWatched } from '@parfocal/shared/protocol';
import type { Member } from '../session/index.js';
import { requireSpeaker } from './allowed.js';
import type { Line } from './line.js';
import { refused, refusing } from './refusing.js';
import { Relays } from './relays.service.js';
import { VoiceRooms } from './voice-rooms.service.js';

/** What a member may do with the picture beside the slide. */
@Injectable()
export class Shares {
  constructor(
    private readonly rooms: VoiceRooms,
    private readonly relays: Relays,
  ) {}

  /** Throws `voice.forbidden` to observers, `share.taken` where somebody else's picture is shown. */
  start(member: Member, line: Line, body: ShareStart): Promise<string> {
    requireSpeaker(member);
    return refusing(() => {
      const { room, peer } = this.rooms.whereIs(member, line);
      return room.startShare(peer, body, member.role === 'host');
    });
  }

  /** By who shares, the presenter or a host; whether in the room or not. Throws `forbidden`. */
  stop({ peerId, sessionId, role }: Member): void {
    this.rooms.of(sessionId)?.stopShare(peerId, role === 'host');
  }

  view(member: Member, line: Line, { consumerId, size }: ShareView): Promise<void> {
    return refusing(() => {
      const { room, peer } = this.rooms.whereIs(member, line);
      return room.share.view(peer, consumerId, size);
    });
  }

  /** Lets somebody see the picture who is not in the voice room. Throws `voice.refused` where nothing is shown. */
  async watch({ peerId, sessionId }: Member, line: Line): Promise<ShareWatched> {
    const room = this.rooms.of(sessionId);
    if (!room) throw refused('nothing is shown');
    return { ...(await refusing(() => room.watch(peerId, line))), relays: this.relays.for(peerId) };
  }

  /** Who is in the voice room, or does not watch, is left alone. */
  unwatch({ peerId, sessionId }: Member, line: Line): void {
    const room = this.rooms.of(sessionId);
    const peer = room?.find(peerId);
    if (room && peer?.line.isOver(line) && room.isWatching(peer)) room.leave(peer);
  }
}
