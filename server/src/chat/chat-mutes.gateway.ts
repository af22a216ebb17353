import { ConnectedSocket, MessageBody, type OnGatewayInit, SubscribeMessage, WebSocketServer } from '@nestjs/websockets';
import { CHAT_OBSERVERS, ChatMute, type Reply } from '@parfocal/shared/protocol';
import { LiveSessions, SessionSockets } from '../session/index.js';
import { DomainError, notFound, Wire, WireGateway } from '../wire/index.js';
import type { ChatServer, ChatSocket } from './chat.gateway.js';
import { ChatMutes } from './chat-mutes.js';

const DONE: Reply = { ok: true, value: null };

/** A host keeps people from writing, and whom it concerns hears it (SPEC C8). */
@WireGateway()
export class ChatMutesGateway implements OnGatewayInit {
  @WebSocketServer() private readonly server: ChatServer;

  constructor(
    private readonly mutes: ChatMutes,
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  afterInit(): void {
    this.sockets.arrivals.subscribe(({ data: { member } }) => this.tell(member.sessionId, ({ peerId }) => peerId === member.peerId));
    this.live.changes.subscribe((change) => {
      if (!this.live.get(change.sessionId)) this.mutes.forget(change.sessionId);
      // What was closed for observers may not concern them any more, or from now on.
      else if (change.kind === 'role') this.tell(change.sessionId, ({ peerId }) => peerId === change.seat.peerId);
    });
  }

  @SubscribeMessage('chat:mute')
  mute(@ConnectedSocket() { data: { member } }: ChatSocket, @MessageBody(new Wire(ChatMute)) { whom, reason }: ChatMute): Reply {
    const { all } = this.live.require(member.sessionId);
    if (reason !== null && whom !== CHAT_OBSERVERS) {
      const seats = all.filter(({ personId }) => personId === whom);
      if (seats.length === 0) throw notFound('person');
      if (seats.some(({ role }) => role === 'host')) throw new DomainError('forbidden', 'nobody keeps a host from writing');
    }
    this.mutes.set(member.sessionId, member, whom, reason);
    this.tell(member.sessionId, ({ personId, role }) => role === 'host' || personId === whom || (whom === CHAT_OBSERVERS && role === 'observer'));
    return DONE;
  }

  private tell(sessionId: string, isMeant: (seat: { peerId: string; personId: string; role: string }) => boolean): void {
    for (const seat of this.live.get(sessionId)?.all ?? []) {
      if (seat.socketId !== null && isMeant(seat)) this.server.to(seat.socketId).emit('chat:muted', this.mutes.toldTo(sessionId, seat));
    }
  }
}
