import { Logger } from '@nestjs/common';
import type { OnGatewayConnection, OnGatewayDisconnect, OnGatewayInit } from '@nestjs/websockets';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { codeOf, Connections, WireGateway } from '../wire/index.js';
import { type Admission, Handshake } from './handshake.js';
import { LiveSessions } from './live-sessions.js';
import type { MemberSocket, SessionServer } from './member.js';
import { Seating } from './seating.js';
import { SessionSockets } from './session-sockets.js';
import { answerUnknownEvents } from './unknown-events.js';

/** Lets sockets into sessions and out again. What they may do inside is the business of other gateways. */
@WireGateway()
export class SessionGateway implements OnGatewayInit<SessionServer>, OnGatewayConnection<MemberSocket>, OnGatewayDisconnect<MemberSocket> {
  private readonly logger = new Logger(SessionGateway.name);
  private readonly admissions = new WeakMap<MemberSocket, Admission>();

  constructor(
    private readonly handshake: Handshake,
    private readonly seating: Seating,
    private readonly sockets: SessionSockets,
    private readonly connections: Connections,
    live: LiveSessions,
  ) {
    live.changes.subscribe((change) => {
      if (change.kind === 'ended') sockets.endAll(change.sessionId, 'session.ended');
    });
  }

  /** Settled in a middleware: messages are handled before an asynchronous `handleConnection` has finished. */
  afterInit(server: SessionServer): void {
    this.sockets.attach(server);
    server.use((socket, next) => void this.admit(socket).then(() => next(), (error: unknown) => next(this.refusal(error))));
    // Nobody has business outside the session's namespace, where no handshake is asked for.
    server.server.of('/').use((_, next) => next(withCode('not-found')));
  }

  handleConnection(socket: MemberSocket): void {
    const admission = this.admissions.get(socket);
    if (!admission) return void socket.disconnect(true);
    const expel = (code: ErrorCode): void => this.seating.expel(socket, code);
    try {
      this.seating.seat(socket, admission);
    } catch (error) {
      return this.sockets.end(socket, codeOf(error));
    }
    socket.once('disconnect', this.connections.add(admission.login.loginId, expel));
    answerUnknownEvents(socket, expel);
    void this.confirm(socket);
  }

  handleDisconnect(socket: MemberSocket, reason?: string): void {
    // A socket that found no seat left has no member.
    if ((socket.data as Partial<MemberSocket['data']>).member) this.seating.unseat(socket, reason === 'client namespace disconnect');
  }

  private async admit(socket: MemberSocket): Promise<void> {
    const admission = await this.handshake.admit(socket.handshake);
    this.seating.requireRoom(admission);
    this.admissions.set(socket, admission);
  }

  /** A login or a membership that ended between the question and the seat was announced to nobody here: ask once more. */
  private async confirm(socket: MemberSocket): Promise<void> {
    try {
      const { place, role } = await this.handshake.admit(socket.handshake);
      this.seating.setRoleOf(socket, place.id, role);
    } catch (error) {
      const { data } = this.refusal(error);
      if (data.code !== 'internal' && data.code !== 'unavailable') this.seating.expel(socket, data.code);
    }
  }

  private refusal(error: unknown): ReturnType<typeof withCode> {
    const code = codeOf(error);
    if (code === 'internal' || code === 'unavailable') this.logger.error({ event: 'handshake', code, err: error });
    return withCode(code);
  }
}

/** The form in which socket.io carries a refusal to the client's `connect_error`. */
const withCode = (code: ErrorCode): Error & { data: { code: ErrorCode } } => Object.assign(new Error(code), { data: { code } });
