import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketServer } from '@nestjs/websockets';
import { type MentionClientEvents, type MentionServerEvents, MentionTell, mayTakePart, type Reply } from '@parfocal/shared/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { CaseAccess } from '../cases/index.js';
import { LiveSessions, type Member } from '../session/index.js';
import { DomainError, notFound, Wire, WireGateway } from '../wire/index.js';

interface SocketData {
  member: Member;
}
type MentionSocket = Socket<MentionClientEvents, MentionServerEvents, DefaultEventsMap, SocketData>;
type MentionServer = Namespace<MentionClientEvents, MentionServerEvents, DefaultEventsMap, SocketData>;

const DONE: Reply = { ok: true, value: null };

/** Calls people who are in the session to a thread. Nothing is kept: the mention itself is in the document. */
@WireGateway()
export class MentionsGateway {
  @WebSocketServer() private readonly server: MentionServer;

  constructor(
    private readonly access: CaseAccess,
    private readonly live: LiveSessions,
  ) {}

  @SubscribeMessage('mention:tell')
  async tell(@ConnectedSocket() { data: { member } }: MentionSocket, @MessageBody(new Wire(MentionTell)) { place, people }: MentionTell): Promise<Reply> {
    if (!mayTakePart(member.role)) throw new DomainError('forbidden', 'an observer calls nobody');
    if (!(await this.access.hasSlide(member.caseId, place.slideId))) throw notFound('slide');
    const called = new Set(people);
    const here = [...this.live.require(member.sessionId).all].filter(({ personId, socketId }) => socketId !== null && personId !== member.personId && called.has(personId));
    const sockets = here.map(({ socketId }) => socketId!);
    // To nobody would mean to everybody.
    if (sockets.length > 0) this.server.to(sockets).emit('mention:told', { from: member.personId, place });
    return DONE;
  }
}
