import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AWAY_GRACE_MS, type PeerRole, type RoomLook } from '@parfocal/shared/protocol';
import { type Observable, Subject } from 'rxjs';
import { notFound } from '../wire/index.js';
import { type Arrival, type Joined, LiveSession, type SessionPlace } from './live-session.js';
import type { Seat } from './seat.js';

/** What happened to a session, in the order in which it happened. Every kind but `room` and `ended` also changes the roster. */
export type SessionChange =
  | { readonly kind: 'joined' | 'away' | 'left' | 'role' | 'slide'; readonly sessionId: string; readonly seat: Readonly<Seat> }
  | { readonly kind: 'floor' | 'following' | 'presence' | 'removed' | 'room'; readonly sessionId: string }
  | { readonly kind: 'ended'; readonly sessionId: string };

/** The sessions that anyone is in, in memory only, and the clock that runs for those who dropped out. */
@Injectable()
export class LiveSessions implements OnModuleDestroy {
  private readonly sessions = new Map<string, LiveSession>();
  private readonly graces = new Map<string, NodeJS.Timeout>();
  private readonly changed = new Subject<SessionChange>();
  private isClosing = false;

  get changes(): Observable<SessionChange> {
    return this.changed.asObservable();
  }

  get(sessionId: string): LiveSession | undefined {
    return this.sessions.get(sessionId);
  }

  /** Throws `not-found`. */
  require(sessionId: string): LiveSession {
    const session = this.sessions.get(sessionId);
    if (!session) throw notFound('session');
    return session;
  }

  ofCase(caseId: string): LiveSession[] {
    return [...this.sessions.values()].filter(({ place }) => place.caseId === caseId);
  }

  /** Throws `session.full`, `session.removed`. */
  join(place: SessionPlace, arrival: Arrival): Joined {
    const session = this.sessions.get(place.id) ?? new LiveSession(place);
    const joined = session.join(arrival);
    this.sessions.set(place.id, session);
    this.endGrace(joined.seat.peerId);
    this.changed.next({ kind: 'joined', sessionId: place.id, seat: joined.seat });
    return joined;
  }

  /** The connection broke without a farewell: the seat is kept for {@link AWAY_GRACE_MS}. */
  drop(sessionId: string, peerId: string, socketId: string): void {
    const session = this.sessions.get(sessionId);
    // At shutdown every connection breaks, and nobody will be there to come back to.
    if (this.isClosing || !session?.drop(peerId, socketId)) return;
    this.graces.set(peerId, setTimeout(() => this.remove(sessionId, peerId), AWAY_GRACE_MS));
    this.changed.next({ kind: 'away', sessionId, seat: session.seat(peerId) });
  }

  /** Gone for good: said farewell, stayed away for too long, or was put out. */
  remove(sessionId: string, peerId: string): void {
    this.endGrace(peerId);
    const session = this.sessions.get(sessionId);
    const seat = session?.remove(peerId);
    if (!session || !seat) return;
    if (session.isEmpty) this.sessions.delete(sessionId);
    this.changed.next({ kind: 'left', sessionId, seat });
  }

  setRole(sessionId: string, peerId: string, role: PeerRole): void {
    const session = this.require(sessionId);
    session.setRole(peerId, role);
    this.changed.next({ kind: 'role', sessionId, seat: session.seat(peerId) });
  }

  show(sessionId: string, peerId: string, slideId: string): void {
    const session = this.require(sessionId);
    session.show(peerId, slideId);
    this.changed.next({ kind: 'slide', sessionId, seat: session.seat(peerId) });
  }

  follow(sessionId: string, peerId: string, leaderId: string | null): void {
    this.require(sessionId).follow(peerId, leaderId);
    this.changed.next({ kind: 'following', sessionId });
  }

  allowFollowers(sessionId: string, peerId: string, isAllowed: boolean): void {
    this.require(sessionId).allowFollowers(peerId, isAllowed);
    this.changed.next({ kind: 'following', sessionId });
  }

  tellPresence(sessionId: string, peerId: string, presence: Pick<Seat, 'isElsewhere' | 'delayMs'>): void {
    if (this.require(sessionId).tell(peerId, presence)) this.changed.next({ kind: 'presence', sessionId });
  }

  /** Throws `forbidden`. */
  allowPointer(sessionId: string, byId: string, peerId: string, isAllowed: boolean): Seat {
    const session = this.require(sessionId);
    const seat = session.allowPointer(session.seat(byId), peerId, isAllowed);
    this.changed.next({ kind: 'role', sessionId, seat });
    return seat;
  }

  /** Throws `forbidden`. */
  readmit(sessionId: string, byId: string, personId: string): void {
    const session = this.require(sessionId);
    session.readmit(session.seat(byId), personId);
    this.changed.next({ kind: 'removed', sessionId });
  }

  /** Throws `presenter.stale` and `presenter.forbidden`. */
  showRoom(sessionId: string, peerId: string, epoch: number, look: RoomLook): void {
    this.require(sessionId).showRoom(peerId, epoch, look);
    this.changed.next({ kind: 'room', sessionId });
  }

  shownRoom(sessionId: string, peerId: string, revision: number): void {
    this.require(sessionId).room.shownBy(peerId, revision);
    this.changed.next({ kind: 'room', sessionId });
  }

  /** Runs a command on the floor of a session and tells of its outcome. */
  onFloor<T>(sessionId: string, command: (session: LiveSession) => T): T {
    const session = this.require(sessionId);
    const result = command(session);
    session.settle();
    this.changed.next({ kind: 'floor', sessionId });
    return result;
  }

  end(sessionId: string): void {
    for (const { peerId } of this.sessions.get(sessionId)?.all ?? []) this.endGrace(peerId);
    if (this.sessions.delete(sessionId)) this.changed.next({ kind: 'ended', sessionId });
  }

  onModuleDestroy(): void {
    this.isClosing = true;
    for (const timer of this.graces.values()) clearTimeout(timer);
    this.graces.clear();
    this.changed.complete();
  }

  private endGrace(peerId: string): void {
    clearTimeout(this.graces.get(peerId));
    this.graces.delete(peerId);
  }
}
