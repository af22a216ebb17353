import { Injectable } from '@nestjs/common';
import type { ErrorCode, PeerRole } from '@parfocal/shared/protocol';
import type { Admission } from './handshake.js';
import { LiveSessions } from './live-sessions.js';
import { type MemberSocket, sessionRoom } from './member.js';
import { mayPoint, type Seat } from './seat.js';
import { SessionSockets } from './session-sockets.js';

/** Puts sockets on seats and takes them off again, so that the two never disagree. */
@Injectable()
export class Seating {
  constructor(
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  /** Throws `session.full`, `session.removed`. */
  requireRoom({ place, login: { personId }, tabId }: Admission): void {
    this.live.get(place.id)?.requireRoom({ personId, tabId });
  }

  /** Throws `session.full`, `session.removed`. */
  seat(socket: MemberSocket, { login, place, tabId, role }: Admission): void {
    const { personId, loginId, displayName: name } = login;
    const { seat, replaced } = this.live.join(place, { personId, tabId, name, role, socketId: socket.id });
    const { peerId, number } = seat;
    socket.data.member = { peerId, number, sessionId: place.id, caseId: place.caseId, personId, loginId, role, mayPoint: mayPoint(seat), name: seat.name };
    void socket.join(sessionRoom(place.id));
    this.sockets.end(this.sockets.of(replaced), 'session.replaced');
    const { roster, room } = this.live.require(place.id);
    socket.emit('session:welcome', { you: peerId, sessionId: place.id, caseId: place.caseId, kind: place.kind, room: room.state, ...roster });
    this.sockets.announce(socket);
  }

  /** The socket is gone; its seat is kept for a while unless it said farewell. */
  unseat(socket: MemberSocket, saidFarewell: boolean): void {
    const { sessionId, peerId } = socket.data.member;
    if (!this.holds(socket)) return;
    if (saidFarewell) this.live.remove(sessionId, peerId);
    else this.live.drop(sessionId, peerId, socket.id);
  }

  /** Puts a peer out at once, with a reason. */
  expel(socket: MemberSocket, code: ErrorCode): void {
    if (this.holds(socket)) this.live.remove(socket.data.member.sessionId, socket.data.member.peerId);
    this.sockets.end(socket, code);
  }

  expelSeat(sessionId: string, { peerId, socketId }: Seat, code: ErrorCode): void {
    this.live.remove(sessionId, peerId);
    this.sockets.end(this.sockets.of(socketId), code);
  }

  setRole(sessionId: string, seat: Seat, role: PeerRole): void {
    if (seat.role === role) return;
    const socket = this.sockets.of(seat.socketId);
    if (socket) socket.data.member = { ...socket.data.member, role, mayPoint: mayPoint({ ...seat, role }) };
    this.live.setRole(sessionId, seat.peerId, role);
  }

  /** Throws `forbidden`. */
  allowPointer(sessionId: string, byId: string, peerId: string, isAllowed: boolean): void {
    const seat = this.live.allowPointer(sessionId, byId, peerId, isAllowed);
    const socket = this.sockets.of(seat.socketId);
    if (socket) socket.data.member = { ...socket.data.member, mayPoint: mayPoint(seat) };
  }

  setRoleOf(socket: MemberSocket, sessionId: string, role: PeerRole): void {
    if (this.holds(socket)) this.setRole(sessionId, this.live.require(sessionId).seat(socket.data.member.peerId), role);
  }

  /** A replaced socket no longer has a say about the seat. */
  private holds(socket: MemberSocket): boolean {
    const { sessionId, peerId } = socket.data.member;
    return this.live.get(sessionId)?.all.some((seat) => seat.peerId === peerId && seat.socketId === socket.id) ?? false;
  }
}
