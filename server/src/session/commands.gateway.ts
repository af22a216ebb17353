import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { FollowSet, PresenterCommand, PresenterDecline, PresenterGrant, type Reply, SlideShow } from '@parfocal/shared/protocol';
import { CaseAccess } from '../cases/index.js';
import { notFound, Wire, WireGateway } from '../wire/index.js';
import type { LiveSession } from './live-session.js';
import { LiveSessions } from './live-sessions.js';
import type { MemberSocket } from './member.js';
import type { Seat } from './seat.js';
import { SessionSockets } from './session-sockets.js';

const DONE: Reply = { ok: true, value: null };

/** What a peer may ask for inside a session: the floor, another slide, to follow someone. */
@WireGateway()
export class CommandsGateway {
  constructor(
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
    private readonly access: CaseAccess,
  ) {
    sockets.arrivals.subscribe((socket) => this.tellPending(socket));
  }

  @SubscribeMessage('presenter:ask')
  ask(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PresenterCommand)) { epoch }: PresenterCommand): Reply {
    const waits = this.live.onFloor(member.sessionId, (session) => session.floor.ask(session.seat(member.peerId), epoch));
    if (waits) this.tellDeciders(this.live.require(member.sessionId), member.peerId);
    return DONE;
  }

  @SubscribeMessage('presenter:grant')
  grant(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PresenterGrant)) { peerId, epoch }: PresenterGrant): Reply {
    this.live.onFloor(member.sessionId, (session) => session.floor.grant(session.seat(member.peerId), session.seat(peerId), epoch));
    return DONE;
  }

  @SubscribeMessage('presenter:decline')
  decline(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PresenterDecline)) { peerId }: PresenterDecline): Reply {
    const session = this.live.require(member.sessionId);
    const asked = session.floor.decline(session.seat(member.peerId), peerId);
    if (asked) this.sockets.of(session.seat(peerId).socketId)?.emit('presenter:declined');
    return DONE;
  }

  @SubscribeMessage('presenter:take')
  take(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PresenterCommand)) { epoch }: PresenterCommand): Reply {
    this.live.onFloor(member.sessionId, (session) => session.floor.take(session.seat(member.peerId), epoch));
    return DONE;
  }

  @SubscribeMessage('presenter:release')
  release(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(PresenterCommand)) { epoch }: PresenterCommand): Reply {
    this.live.onFloor(member.sessionId, (session) => session.floor.release(session.seat(member.peerId), epoch));
    return DONE;
  }

  @SubscribeMessage('slide:show')
  async show(@ConnectedSocket() socket: MemberSocket, @MessageBody(new Wire(SlideShow)) { slideId }: SlideShow): Promise<Reply> {
    const { member } = socket.data;
    if (!(await this.access.hasSlide(member.caseId, slideId))) throw notFound('slide');
    // Another socket may have taken the seat meanwhile (SPEC S6).
    if (socket.connected) this.live.show(member.sessionId, member.peerId, slideId);
    return DONE;
  }

  @SubscribeMessage('follow:set')
  follow(@ConnectedSocket() { data: { member } }: MemberSocket, @MessageBody(new Wire(FollowSet)) { peerId }: FollowSet): Reply {
    this.live.follow(member.sessionId, member.peerId, peerId);
    return DONE;
  }

  private tellDeciders(session: LiveSession, askerId: string): void {
    for (const seat of session.all) {
      if (decides(session, seat) && seat.peerId !== askerId) this.sockets.of(seat.socketId)?.emit('presenter:asked', { peerId: askerId });
    }
  }

  /** A presenter who reloads must not leave those who asked waiting for ever. */
  private tellPending(socket: MemberSocket): void {
    const session = this.live.require(socket.data.member.sessionId);
    if (!decides(session, session.seat(socket.data.member.peerId))) return;
    for (const peerId of session.floor.askers) if (peerId !== socket.data.member.peerId) socket.emit('presenter:asked', { peerId });
  }
}

/** The presenter decides who is next, and so may a host. */
const decides = ({ floor }: LiveSession, { peerId, role }: Seat): boolean => peerId === floor.presenting.peerId || role === 'host';
