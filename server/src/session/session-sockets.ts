import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { type Observable, Subject } from 'rxjs';
import { type MemberSocket, sessionRoom, type SessionServer } from './member.js';

/** The sockets behind the seats. */
@Injectable()
export class SessionSockets {
  private server: SessionServer | undefined;
  private readonly arrived = new Subject<MemberSocket>();

  attach(server: SessionServer): void {
    this.server = server;
  }

  /** Every socket that took a seat, once `data.member` says whose it is and before any message of it is handled. */
  get arrivals(): Observable<MemberSocket> {
    return this.arrived.asObservable();
  }

  announce(socket: MemberSocket): void {
    this.arrived.next(socket);
  }

  of(socketId: string | null): MemberSocket | undefined {
    return socketId === null ? undefined : this.server?.sockets.get(socketId);
  }

  /** Everyone in a session. Throws before the server listens. */
  room(sessionId: string): ReturnType<SessionServer['to']> {
    return this.some([sessionRoom(sessionId)]);
  }

  /** Sockets by their ids. */
  some(socketIds: readonly string[]): ReturnType<SessionServer['to']> {
    if (!this.server) throw new Error('no session server yet');
    return this.server.to([...socketIds]);
  }

  /** Last words, then the connection is closed. */
  end(socket: MemberSocket | undefined, code: ErrorCode): void {
    socket?.emit('session:ended', { code });
    socket?.disconnect(true);
  }

  endAll(sessionId: string, code: ErrorCode): void {
    this.room(sessionId).emit('session:ended', { code });
    this.room(sessionId).disconnectSockets(true);
  }
}
