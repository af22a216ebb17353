import { ConnectedSocket, MessageBody, type OnGatewayInit, SubscribeMessage, WebSocketServer } from '@nestjs/websockets';
import { HandLower, PingSend, type Reply, type SignalClientEvents, type SignalServerEvents, SpotlightSet } from '@parfocal/shared/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { CaseAccess } from '../cases/index.js';
import { LiveSessions, type Member, type SessionChange, sessionRoom, SessionSockets } from '../session/index.js';
import { DomainError, notFound, TokenBucket, Wire, WireGateway } from '../wire/index.js';
import { type BoardChange, SignalBoard } from './signal-board.js';

interface SocketData {
  member: Member;
}
type SignalSocket = Socket<SignalClientEvents, SignalServerEvents, DefaultEventsMap, SocketData>;
type SignalServer = Namespace<SignalClientEvents, SignalServerEvents, DefaultEventsMap, SocketData>;

const DONE: Reply = { ok: true, value: null };

/** A signal is made by hand, and every one of them catches everybody's eye. */
const SIGNALS_PER_SECOND = 1;
const SIGNALS_AT_ONCE = 6;

/** Pings, raised hands and the spotlight: in memory, and gone with the session. */
@WireGateway()
export class SignalsGateway implements OnGatewayInit {
  @WebSocketServer() private readonly server: SignalServer;
  private readonly boards = new Map<string, SignalBoard>();
  private readonly paces = new WeakMap<SignalSocket, TokenBucket>();

  constructor(
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
    private readonly access: CaseAccess,
  ) {}

  afterInit(): void {
    this.sockets.arrivals.subscribe(({ id, data: { member: { sessionId } } }) => {
      this.tell(sessionId, { hands: true, spotlight: true }, id);
    });
    this.live.changes.subscribe((change) => this.follow(change));
  }

  @SubscribeMessage('ping:send')
  ping(@ConnectedSocket() socket: SignalSocket, @MessageBody(new Wire(PingSend)) { at }: PingSend): Reply {
    const { sessionId, peerId, mayPoint } = socket.data.member;
    this.requirePace(socket);
    if (!mayPoint) throw new DomainError('forbidden', 'an observer without a pointer');
    const { slideId } = this.live.require(sessionId).seat(peerId);
    this.server.to(sessionRoom(sessionId)).emit('ping:sent', { peerId, slideId, at });
    return DONE;
  }

  @SubscribeMessage('hand:raise')
  raise(@ConnectedSocket() socket: SignalSocket): Reply {
    const { sessionId, peerId } = socket.data.member;
    this.requirePace(socket);
    this.tell(sessionId, this.boardOf(sessionId).raise(this.live.require(sessionId).seat(peerId).peerId));
    return DONE;
  }

  @SubscribeMessage('hand:lower')
  lower(@ConnectedSocket() socket: SignalSocket, @MessageBody(new Wire(HandLower)) { peerId }: HandLower): Reply {
    const { member } = socket.data;
    const { floor } = this.live.require(member.sessionId);
    const isTheirs = peerId === member.peerId || member.role === 'host' || floor.presenting.peerId === member.peerId;
    if (!isTheirs) throw new DomainError('forbidden', 'somebody else’s hand');
    this.tell(member.sessionId, this.boardOf(member.sessionId).lower(peerId));
    return DONE;
  }

  @SubscribeMessage('spotlight:set')
  async light(@ConnectedSocket() socket: SignalSocket, @MessageBody(new Wire(SpotlightSet)) { epoch, spotlight }: SpotlightSet): Promise<Reply> {
    const { sessionId, caseId, peerId } = socket.data.member;
    this.requirePace(socket);
    if (spotlight && !(await this.access.hasSlide(caseId, spotlight.slideId))) throw notFound('slide');
    const session = this.live.require(sessionId);
    session.floor.requireHolder(session.seat(peerId), epoch);
    this.tell(sessionId, this.boardOf(sessionId).light(spotlight));
    return DONE;
  }

  private follow(change: SessionChange): void {
    const { sessionId } = change;
    const session = this.live.get(sessionId);
    const board = this.boards.get(sessionId);
    if (!session) this.boards.delete(sessionId);
    if (!session || !board) return;
    if (change.kind === 'left') this.tell(sessionId, board.lower(change.seat.peerId));
    this.tell(sessionId, board.followFloor(session.floor.presenting));
  }

  /** To everyone in the session, or to one socket. */
  private tell(sessionId: string, change: BoardChange, socketId?: string): void {
    if (!change.hands && !change.spotlight) return;
    const board = this.boards.get(sessionId);
    const to = this.server.to(socketId ?? sessionRoom(sessionId));
    if (change.hands) to.emit('hands:changed', { peerIds: board?.hands ?? [] });
    if (change.spotlight) to.emit('spotlight:changed', { spotlight: board?.spotlight ?? null });
  }

  private requirePace(socket: SignalSocket): void {
    const pace = this.paces.get(socket) ?? new TokenBucket(SIGNALS_PER_SECOND, SIGNALS_AT_ONCE);
    this.paces.set(socket, pace);
    if (!pace.take()) throw new DomainError('rate-limited', 'too many signals');
  }

  private boardOf(sessionId: string): SignalBoard {
    const board = this.boards.get(sessionId) ?? new SignalBoard(this.live.require(sessionId).floor.presenting.epoch);
    this.boards.set(sessionId, board);
    return board;
  }
}
