import { mayTakePart, type Presenting } from '@parfocal/shared/protocol';
import { DomainError } from '../wire/index.js';
import type { Seat } from './seat.js';
import type { Seats } from './seats.js';

/** Who presents (SPEC S9 to S14). Each change raises the epoch; a command made for an older one is refused. */
export class Floor {
  private holder: string | null = null;
  private epoch = 0;
  /** Given up on purpose: free until someone asks, and not filled by itself. */
  private released = false;
  private readonly asking = new Set<string>();
  /** Who presented before, the last one last: to them the floor returns when its holder is lost. */
  private before: string[] = [];

  get presenting(): Presenting {
    return { peerId: this.holder, epoch: this.epoch };
  }

  /** Those who wait for an answer. */
  get askers(): readonly string[] {
    return [...this.asking];
  }

  /** Returns whether the asker waits for an answer now; where nobody presents, there is nobody to wait for. */
  ask(by: Seat, epoch: number): boolean {
    this.requireCurrent(epoch);
    if (!mayTakePart(by.role)) throw new DomainError('presenter.forbidden', 'an observer does not present');
    if (this.holder === by.peerId) return false;
    if (this.holder === null) this.give(by.peerId);
    else this.asking.add(by.peerId);
    return this.holder !== by.peerId;
  }

  grant(by: Seat, to: Seat, epoch: number): void {
    this.requireCurrent(epoch);
    this.requireSay(by);
    if (!mayTakePart(to.role)) throw new DomainError('presenter.forbidden', 'an observer does not present');
    if (this.holder !== to.peerId) this.give(to.peerId);
  }

  /** Returns whether that peer had asked. */
  decline(by: Seat, peerId: string): boolean {
    this.requireSay(by);
    return this.asking.delete(peerId);
  }

  take(by: Seat, epoch: number): void {
    this.requireCurrent(epoch);
    if (by.role !== 'host') throw new DomainError('presenter.forbidden', 'only a host takes the floor');
    if (this.holder !== by.peerId) this.give(by.peerId);
  }

  release(by: Seat, epoch: number): void {
    this.requireCurrent(epoch);
    if (this.holder !== by.peerId) throw new DomainError('presenter.forbidden', 'only the presenter gives up the floor');
    this.give(null);
    this.released = true;
    this.before = [];
  }

  /** Throws unless `by` presents, as of `epoch`. */
  requireHolder(by: Seat, epoch: number): void {
    this.requireCurrent(epoch);
    if (this.holder !== by.peerId) throw new DomainError('presenter.forbidden', 'only the presenter shows something to the room');
  }

  /** To be called whenever anyone came, went or got another role: nobody who is gone presents, and a vacancy is filled. */
  settle(seats: Seats): void {
    for (const peerId of this.asking) if (!canPresent(seats.get(peerId))) this.asking.delete(peerId);
    if (this.holder !== null && !canPresent(seats.get(this.holder))) this.lose();
    this.before = this.before.filter((peerId) => canPresent(seats.get(peerId)));
    if (this.holder !== null || this.released) return;
    const heir = this.before.findLast((peerId) => isHere(seats.get(peerId))) ?? [...seats].find((seat) => seat.role === 'host' && isHere(seat))?.peerId;
    if (heir !== undefined) this.give(heir);
  }

  /** The holder can no longer present, so the floor does not return to them either. */
  private lose(): void {
    this.holder = null;
    this.give(null);
  }

  private give(peerId: string | null): void {
    this.before = [...this.before, ...(this.holder === null ? [] : [this.holder])].filter((id, i, all) => id !== peerId && all.lastIndexOf(id) === i);
    this.holder = peerId;
    this.epoch += 1;
    this.released = false;
    this.asking.clear();
  }

  private requireCurrent(epoch: number): void {
    if (epoch !== this.epoch) throw new DomainError('presenter.stale', 'the floor has changed hands since');
  }

  private requireSay(by: Seat): void {
    if (by.role !== 'host' && this.holder !== by.peerId) throw new DomainError('presenter.forbidden', 'the floor is not theirs to give');
  }
}

const isHere = (seat: Seat | undefined): boolean => seat !== undefined && seat.socketId !== null;

const canPresent = (seat: Seat | undefined): boolean => seat !== undefined && mayTakePart(seat.role);
