import { randomUUID } from 'node:crypto';
import { DomainError } from '../wire/index.js';
import type { Seat } from './seat.js';

/** SPEC S5. */
export const PEERS_MAX = 200;
/** One person with tabs that come and go must not keep everyone else out. */
export const PEERS_OF_PERSON_MAX = 10;
/** The design system has this many colours for people. */
export const COLOURS = 6;
/** Numbers are u16 on the wire; 0 is nobody's. */
const NUMBERS = 0xffff;

const BEGINNING = { following: null, isFollowable: true, isElsewhere: false, delayMs: null, isPointerAllowed: false };

type Newcomer = Pick<Seat, 'personId' | 'tabId' | 'name' | 'role' | 'slideId' | 'socketId'>;

/** The seats of one session, longest-seated first, with a number and a colour for each. */
export class Seats implements Iterable<Seat> {
  private readonly byPeer = new Map<string, Seat>();
  private lastNumber = 0;

  [Symbol.iterator](): Iterator<Seat> {
    return this.byPeer.values();
  }

  get size(): number {
    return this.byPeer.size;
  }

  get(peerId: string): Seat | undefined {
    return this.byPeer.get(peerId);
  }

  ofTab(personId: string, tabId: string): Seat | undefined {
    return this.find((seat) => seat.personId === personId && seat.tabId === tabId);
  }

  /** Throws `session.full`. */
  requireRoom(personId: string): void {
    const own = [...this].filter((seat) => seat.personId === personId).length;
    if (this.size >= PEERS_MAX || own >= PEERS_OF_PERSON_MAX) throw new DomainError('session.full', 'no seat left');
  }

  add(newcomer: Newcomer): Seat {
    this.requireRoom(newcomer.personId);
    const seat = { ...newcomer, peerId: randomUUID(), number: this.freeNumber(), colour: this.colourFor(newcomer.personId), ...BEGINNING };
    this.byPeer.set(seat.peerId, seat);
    return seat;
  }

  remove(peerId: string): Seat | undefined {
    const seat = this.byPeer.get(peerId);
    this.byPeer.delete(peerId);
    return seat;
  }

  private find(wanted: (seat: Seat) => boolean): Seat | undefined {
    for (const seat of this) if (wanted(seat)) return seat;
    return undefined;
  }

  /** Numbers go round, so that a late frame about someone who left is not taken for a newcomer's. */
  private freeNumber(): number {
    const taken = new Set([...this].map(({ number }) => number));
    do this.lastNumber = (this.lastNumber % NUMBERS) + 1;
    while (taken.has(this.lastNumber));
    return this.lastNumber;
  }

  /** The person's own colour, else the lowest that nobody has, else the one that the fewest people share. */
  private colourFor(personId: string): number {
    const own = this.find((seat) => seat.personId === personId);
    if (own) return own.colour;
    const people = new Map([...this].map((seat) => [seat.personId, seat.colour]));
    const shares = Array.from({ length: COLOURS }, (_, colour) => [...people.values()].filter((taken) => taken === colour).length);
    return shares.indexOf(Math.min(...shares));
  }
}
