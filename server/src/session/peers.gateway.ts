import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { FollowAllow, PeerPointer, PeerRemove, PersonReadmit, PresenceTell, type Reply, toldDelay } from '@parfocal/shared/protocol';
import { Wire, WireGateway } from '../wire/index.js';
import { LiveSessions } from './live-sessions.js';
import type { MemberSocket } from './member.js';
import { Seating } from './seating.js';

const DONE: Reply = { ok: true, value: null };

/** What a peer says of itself, and what a host decides about others. */
@WireGateway()
export class PeersGateway {
  constructor(
    private readonly live: LiveSessions,
    private readonly seating: Seating,
  ) {}

  @SubscribeMessage('presence:tell')
  tell(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PresenceTell)) { isElsewhere, delayMs }: PresenceTell): Reply {
    this.live.tellPresence(member.sessionId, member.peerId, { isElsewhere, delayMs: toldDelay(delayMs) });
    return DONE;
  }

  @SubscribeMessage('follow:allow')
  allowFollowers(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(FollowAllow)) { isAllowed }: FollowAllow): Reply {
    this.live.allowFollowers(member.sessionId, member.peerId, isAllowed);
    return DONE;
  }

  @SubscribeMessage('peer:remove')
  remove(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PeerRemove)) { peerId }: PeerRemove): Reply {
    const session = this.live.require(member.sessionId);
    const { personId } = session.seat(peerId);
    session.bar(session.seat(member.peerId), session.seat(peerId));
    for (const seat of session.all) if (seat.personId === personId) this.seating.expelSeat(member.sessionId, seat, 'session.removed');
    return DONE;
  }

  @SubscribeMessage('person:readmit')
  readmit(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PersonReadmit)) { personId }: PersonReadmit): Reply {
    this.live.readmit(member.sessionId, member.peerId, personId);
    return DONE;
  }

  @SubscribeMessage('peer:pointer')
  allowPointer(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PeerPointer)) { peerId, mayPoint }: PeerPointer): Reply {
    this.seating.allowPointer(member.sessionId, member.peerId, peerId, mayPoint);
    return DONE;
  }
}
