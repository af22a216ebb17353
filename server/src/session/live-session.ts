import { type PeerRole, type RoomLook, type SessionKind, type SessionRoster } from '@parfocal/shared/protocol';
import { DomainError, notFound } from '../wire/index.js';
import { Floor } from './floor.js';
import { RoomStage } from './room-stage.js';
import { peerOf, type Seat } from './seat.js';
import { Seats } from './seats.js';

/** What of the record a live session has to know. */
export interface SessionPlace {
  readonly id: string;
  readonly caseId: string;
  /** Where the session began. */
  readonly slideId: string;
  readonly startedBy: string;
  readonly kind: SessionKind;
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

/** Who is in a session, what they and the room look at, whom they follow, and who presents. Rules only: no sockets, no clock. */
export class LiveSession {
  readonly floor = new Floor();
  readonly room = new RoomStage();
  private readonly seats = new Seats();
  /** Sent out by a host: person to name. */
  private readonly removed = new Map<string, string>();

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
    const removed = [...this.removed].map(([personId, name]) => ({ personId, name }));
    return { peers: this.all.map(peerOf), presenting: this.floor.presenting, ...(removed.length > 0 ? { removed } : {}) };
  }

  /** Throws `not-found`. */
  seat(peerId: string): Seat {
    const seat = this.seats.get(peerId);
    if (!seat) throw notFound('peer');
    return seat;
  }

  /** Followers whose screens do not show yet what the room looks at. */
  get behind(): readonly string[] {
    const { peerId: presenterId } = this.floor.presenting;
    if (presenterId === null || this.room.state.look === null) return [];
    return this.all.filter(({ peerId, following }) => following === presenterId && !this.room.hasShown(peerId)).map(({ peerId }) => peerId);
  }

  /** Throws `session.removed`, and `session.full` unless the tab has a seat already. */
  requireRoom({ personId, tabId }: Pick<Arrival, 'personId' | 'tabId'>): void {
    if (this.removed.has(personId)) throw new DomainError('session.removed', 'a host sent this person out');
    if (!this.seats.ofTab(personId, tabId)) this.seats.requireRoom(personId);
  }

  /** Throws `session.full`, `session.removed`. */
  join({ personId, tabId, name, role, socketId }: Arrival): Joined {
    this.requireRoom({ personId, tabId });
    const own = this.seats.ofTab(personId, tabId);
    const replaced = own?.socketId ?? null;
    const presenterId = this.floor.presenting.peerId;
    const slideId = this.room.state.look?.slideId ?? ((presenterId && this.seats.get(presenterId)?.slideId) || this.place.slideId);
    const seat = own ?? this.seats.add({ personId, tabId, name, role, slideId, socketId });
    Object.assign(seat, { socketId, role, isElsewhere: false, delayMs: null });
    // A reloaded page shows nothing yet.
    this.room.forget(seat.peerId);
    this.settle();
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
    this.letGo(peerId);
    this.room.forget(peerId);
    this.settle();
    return gone;
  }

  /** The person may not come back until readmitted. Throws `forbidden` unless a host sends out somebody who is none. */
  bar(by: Seat, { personId, name }: Seat): void {
    requireHost(by);
    if (this.all.some((seat) => seat.personId === personId && seat.role === 'host')) throw new DomainError('forbidden', 'nobody sends out a host');
    this.removed.set(personId, name);
  }

  /** Throws `forbidden`. */
  readmit(by: Seat, personId: string): void {
    requireHost(by);
    this.removed.delete(personId);
  }

  /** Throws `forbidden`. */
  allowPointer(by: Seat, peerId: string, isAllowed: boolean): Seat {
    requireHost(by);
    const seat = this.seat(peerId);
    seat.isPointerAllowed = isAllowed;
    return seat;
  }

  setRole(peerId: string, role: PeerRole): void {
    this.seat(peerId).role = role;
    this.settle();
  }

  show(peerId: string, slideId: string): void {
    this.seat(peerId).slideId = slideId;
  }

  /** Throws `not-found`, `follow.refused` and `follow.ring` (SPEC S16, S22). */
  follow(peerId: string, leaderId: string | null): void {
    if (leaderId === peerId) throw notFound('leader');
    if (leaderId !== null) {
      if (!this.isOpenToFollowers(this.seat(leaderId))) throw new DomainError('follow.refused', 'this peer is not to be followed');
      this.openRing(peerId, leaderId);
    }
    this.seat(peerId).following = leaderId;
  }

  allowFollowers(peerId: string, isAllowed: boolean): void {
    this.seat(peerId).isFollowable = isAllowed;
    this.settle();
  }

  /** Returns whether the others have news of it. */
  tell(peerId: string, { isElsewhere, delayMs }: Pick<Seat, 'isElsewhere' | 'delayMs'>): boolean {
    const seat = this.seat(peerId);
    const isNews = seat.isElsewhere !== isElsewhere || seat.delayMs !== delayMs;
    Object.assign(seat, { isElsewhere, delayMs });
    return isNews;
  }

  /** Throws `presenter.stale` and `presenter.forbidden`. */
  showRoom(peerId: string, epoch: number, look: RoomLook): void {
    this.floor.requireHolder(this.seat(peerId), epoch);
    this.room.show(look, epoch);
  }

  /** Throws `presenter.stale` and `presenter.forbidden`. */
  requireGather(peerId: string, epoch: number, isForced: boolean): void {
    const by = this.seat(peerId);
    this.floor.requireHolder(by, epoch);
    if (isForced && (by.role !== 'host' || this.place.kind !== 'teaching')) throw new DomainError('presenter.forbidden', 'only a host who teaches takes everyone along');
  }

  /** After anyone came, went, or may do something else: the floor, and what hangs on who has it. */
  settle(): void {
    this.floor.settle(this.seats);
    this.room.settle(this.floor.presenting.epoch);
    for (const seat of this.seats) if (!this.isOpenToFollowers(seat)) this.letGo(seat.peerId);
  }

  private isOpenToFollowers({ peerId, isFollowable }: Seat): boolean {
    return isFollowable || peerId === this.floor.presenting.peerId;
  }

  private letGo(leaderId: string): void {
    for (const seat of this.seats) if (seat.following === leaderId) seat.following = null;
  }

  /** A ring shows nobody anything new. Whoever presents in it leads; without a presenter the last link is not made. */
  private openRing(peerId: string, leaderId: string): void {
    const chain: Seat[] = [];
    for (let at = this.seats.get(leaderId); at && !chain.includes(at); at = at.following === null ? undefined : this.seats.get(at.following)) chain.push(at);
    if (!chain.some((seat) => seat.peerId === peerId)) return;
    const presenter = chain.find((seat) => seat.peerId !== peerId && seat.peerId === this.floor.presenting.peerId);
    if (!presenter) throw new DomainError('follow.ring', 'that peer follows the one who asks');
    presenter.following = null;
  }
}

function requireHost({ role }: Seat): void {
  if (role !== 'host') throw new DomainError('forbidden', 'that is for a host');
}
