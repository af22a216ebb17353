import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type Reply, RoomGather, RoomShow, RoomShown } from '@parfocal/shared/protocol';
import { CaseAccess } from '../cases/index.js';
import { notFound, Wire, WireGateway } from '../wire/index.js';
import { LiveSessions } from './live-sessions.js';
import { type MemberSocket, sessionRoom } from './member.js';

const DONE: Reply = { ok: true, value: null };

/** What the room looks at: the presenter says it, and every screen that it shows it. */
@WireGateway()
export class RoomGateway {
  constructor(
    private readonly live: LiveSessions,
    private readonly access: CaseAccess,
  ) {}

  @SubscribeMessage('room:show')
  async show(@ConnectedSocket() socket: MemberSocket, @MessageBody(new Wire(RoomShow)) { epoch, look }: RoomShow): Promise<Reply> {
    const { member } = socket.data;
    for (const slideId of new Set([look.slideId, ...look.panes.map((pane) => pane.slideId)])) {
      if (!(await this.access.hasSlide(member.caseId, slideId))) throw notFound('slide');
    }
    // Another socket may have taken the seat meanwhile (SPEC S6).
    if (socket.connected) this.live.showRoom(member.sessionId, member.peerId, epoch, look);
    return DONE;
  }

  @SubscribeMessage('room:shown')
  shown(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(RoomShown)) { revision }: RoomShown): Reply {
    this.live.shownRoom(member.sessionId, member.peerId, revision);
    return DONE;
  }

  @SubscribeMessage('room:gather')
  gather(@ConnectedSocket() socket: MemberSocket, @MessageBody(new Wire(RoomGather)) { epoch, isForced }: RoomGather): Reply {
    const { sessionId, peerId } = socket.data.member;
    this.live.require(sessionId).requireGather(peerId, epoch, isForced);
    socket.to(sessionRoom(sessionId)).emit('room:gathered', { peerId, isForced });
    return DONE;
  }
}
