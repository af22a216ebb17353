import type { PeerRole, SessionRoster } from '@parfocal/shared/protocol';
import { notFound } from '../wire/index.js';
import { Floor } from './floor.js';
import { peerOf, type Seat } from './seat.js';
import { Seats } from './seats.js';

/** What of the record a live session has to know. */
export interface SessionPlace {
  readonly id: string;
  readonly caseId: string;
  /** Where the session began. */
  readonly slideId: string;
  readonly startedBy: string;
}

export interface Arrival {
  readonly personId: string;
  readonly tabId: string;
  readonly name: string;
  readonly role: PeerRole;
  readonly socketId: string;
}

export interface Joined {
  readonly seat: Seat;
  /** The socket that held the seat until now and has to go. */
  readonly replaced: string | null;
}

/** Who is in a session, what they look at, whom they follow, and who presents. Rules only: no sockets, no clock. */
export class LiveSession {
  readonly floor = new Floor();
  private readonly seats = new Seats();

  constructor(readonly place: SessionPlace) {}

  get isEmpty(): boolean {
    return this.seats.size === 0;
  }

  get all(): readonly Seat[] {
    return [...this.seats];
  }

  /** People, not tabs, and only those whose connection stands. */
  get peopleHere(): number {
    return new Set(this.all.filter(({ socketId }) => socketId !== null).map(({ personId }) => personId)).size;
  }

  get roster(): SessionRoster {
    return { peers: this.all.map(peerOf), presenting: this.floor.presenting };
  }

  /** Throws `not-found`. */
  seat(peerId: string): Seat {
    const seat = this.seats.get(peerId);
    if (!seat) throw notFound('peer');
    return seat;
  }

  /** Throws `session.full`, unless the tab has a seat already. */
  requireRoom({ personId, tabId }: Pick<Arrival, 'personId' | 'tabId'>): void {
    if (!this.seats.ofTab(personId, tabId)) this.seats.requireRoom(personId);
  }

  /** Throws `session.full`. */
  join({ personId, tabId, name, role, socketId }: Arrival): Joined {
    const own = this.seats.ofTab(personId, tabId);
    const replaced = own?.socketId ?? null;
    const presenterId = this.floor.presenting.peerId;
    const slideId = (presenterId && this.seats.get(presenterId)?.slideId) || this.place.slideId;
    const seat = own ?? this.seats.add({ personId, tabId, name, role, slideId, socketId });
    Object.assign(seat, { socketId, role });
    this.floor.settle(this.seats);
    return { seat, replaced };
  }

  /** Only the socket that holds the seat can leave it empty: a late word of a replaced one changes nothing. */
  drop(peerId: string, socketId: string): boolean {
    const seat = this.seats.get(peerId);
    if (seat?.socketId !== socketId) return false;
    seat.socketId = null;
    return true;
  }

  remove(peerId: string): Seat | undefined {
    const gone = this.seats.remove(peerId);
    for (const seat of this.seats) if (seat.following === peerId) seat.following = null;
    this.floor.settle(this.seats);
    return gone;
  }

  setRole(peerId: string, role: PeerRole): void {
    this.seat(peerId).role = role;
    this.floor.settle(this.seats);
  }

  show(peerId: string, slideId: string): void {
    this.seat(peerId).slideId = slideId;
  }

  follow(peerId: string, leaderId: string | null): void {
    if (leaderId === peerId) throw notFound('leader');
    if (leaderId !== null) this.seat(leaderId);
    this.seat(peerId).following = leaderId;
  }
}
