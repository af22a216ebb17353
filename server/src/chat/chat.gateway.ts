import { Logger } from '@nestjs/common';
import { ConnectedSocket, MessageBody, type OnGatewayInit, SubscribeMessage, WebSocketServer } from '@nestjs/websockets';
import { type ChatClientEvents, type ChatMessage, ChatOlder, ChatSay, type ChatServerEvents, ChatTakeBack, type Reply } from '@parfocal/shared/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { CaseAccess } from '../cases/index.js';
import { LiveSessions, type Member, sessionRoom, SessionSockets } from '../session/index.js';
import { codeOf, DomainError, notFound, Wire, WireGateway } from '../wire/index.js';
import { ChatMutes } from './chat-mutes.js';
import { Chats } from './chats.service.js';
import { Paces } from './paces.js';

interface SocketData {
  member: Member;
}
export type ChatSocket = Socket<ChatClientEvents, ChatServerEvents, DefaultEventsMap, SocketData>;
export type ChatServer = Namespace<ChatClientEvents, ChatServerEvents, DefaultEventsMap, SocketData>;

const DONE: Reply = { ok: true, value: null };

/** What is written in a session. Every member may read and write, also who only watches, unless a host says otherwise (SPEC C4, C8). */
@WireGateway()
export class ChatGateway implements OnGatewayInit {
  @WebSocketServer() private readonly server: ChatServer;
  private readonly logger = new Logger(ChatGateway.name);
  private readonly paces = new Paces();

  constructor(
    private readonly chats: Chats,
    private readonly mutes: ChatMutes,
    private readonly access: CaseAccess,
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  afterInit(): void {
    this.sockets.arrivals.subscribe(({ id, data }) => void this.welcome(id, data.member.sessionId));
    this.live.changes.subscribe(({ sessionId }) => {
      if (this.live.get(sessionId)) return;
      this.paces.forget(sessionId);
      this.chats.forget(sessionId);
    });
  }

  @SubscribeMessage('chat:say')
  async say(@ConnectedSocket() socket: ChatSocket, @MessageBody(new Wire(ChatSay)) body: ChatSay): Promise<Reply> {
    const { member } = socket.data;
    if (!this.mutes.mayWrite(member.sessionId, member)) throw new DomainError('chat.muted', 'a host keeps this person from writing');
    if (!this.paces.take(member)) throw new DomainError('rate-limited', 'too many messages');
    if (body.place && !(await this.access.hasSlide(member.caseId, body.place.slideId))) throw notFound('slide');
    let isTold = false;
    const message = await this.chats.say(member, body, (said) => {
      isTold = true;
      this.tell(member.sessionId, said);
    });
    // Sent again after a lost answer: everybody else has it since the first time.
    if (!isTold) socket.emit('chat:said', message);
    return DONE;
  }

  @SubscribeMessage('chat:take-back')
  async takeBack(@ConnectedSocket() { data: { member } }: ChatSocket, @MessageBody(new Wire(ChatTakeBack)) { id }: ChatTakeBack): Promise<Reply> {
    await this.chats.takeBack(member, id, (left) => this.tell(member.sessionId, left));
    return DONE;
  }

  @SubscribeMessage('chat:older')
  async older(@ConnectedSocket() { data: { member } }: ChatSocket, @MessageBody(new Wire(ChatOlder)) { before }: ChatOlder): Promise<Reply<readonly ChatMessage[]>> {
    return { ok: true, value: await this.chats.before(member.sessionId, before) };
  }

  private tell(sessionId: string, message: ChatMessage): void {
    this.server.to(sessionRoom(sessionId)).emit('chat:said', message);
  }

  /** What is said while this is read comes by itself, since the newcomer is in the room already. */
  private async welcome(socketId: string, sessionId: string): Promise<void> {
    try {
      this.server.to(socketId).emit('chat:recent', await this.chats.recent(sessionId));
    } catch (error) {
      // The session goes on without; the newcomer hears the rest when they come back.
      this.logger.error({ event: 'chat:recent', code: codeOf(error), err: error });
    }
  }
}
