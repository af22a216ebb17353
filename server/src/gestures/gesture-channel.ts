import type { Gesture, GestureText } from '@parfocal/shared/protocol';
import { Ticker } from '../session/index.js';
import { GestureBoard } from './gesture-board.js';

/** As much of a socket as decides whether it keeps up. */
export interface Receiver {
  readonly id: string;
  readonly conn: { readonly transport: { readonly writable: boolean } };
}

interface Outlet {
  /** Called before each frame: who is meant in it has to be known by then. */
  prepare(): void;
  /** One frame for many, made once. */
  send(frame: GestureText, to: 'everyone' | readonly string[], except: readonly string[]): void;
}

/**
 * The gestures of one session: keeps the newest of each peer and sends one shared frame a tick. A receiver whose line is
 * full is left out, and gets everything at once when the line is free again, so that a position at rest is never lost.
 */
export class GestureChannel {
  private readonly board = new GestureBoard();
  private readonly receivers = new Set<Receiver>();
  private readonly behind = new Set<Receiver>();
  private readonly ticker: Ticker;

  constructor(
    private readonly outlet: Outlet,
    tickerOf: (work: () => void) => Ticker,
  ) {
    this.ticker = tickerOf(() => this.tick());
  }

  /** Whoever is new has missed everything so far. */
  add(receiver: Receiver): void {
    this.receivers.add(receiver);
    this.behind.add(receiver);
    this.ticker.request();
  }

  delete(receiver: Receiver): void {
    this.receivers.delete(receiver);
    this.behind.delete(receiver);
  }

  put(number: number, gesture: Gesture): void {
    this.board.put(number, gesture);
    this.ticker.request();
  }

  /** Its owner may not point any more. */
  hidePointer(number: number): void {
    if (this.board.hidePointer(number)) this.ticker.request();
  }

  forget(number: number): void {
    this.board.forget(number);
  }

  close(): void {
    this.ticker.stop();
  }

  private tick(): void {
    const full: Receiver[] = [];
    for (const receiver of this.receivers) if (!receiver.conn.transport.writable) full.push(receiver);
    const returned = [...this.behind].filter((receiver) => receiver.conn.transport.writable);
    this.outlet.prepare();
    this.sendNews([...full, ...returned]);
    this.sendWhole(returned);
    if (this.behind.size > 0) this.ticker.request();
  }

  private sendNews(except: readonly Receiver[]): void {
    const news = this.board.takeNews();
    if (news === undefined) return;
    for (const receiver of except) this.behind.add(receiver);
    this.outlet.send(news, 'everyone', idsOf(except));
  }

  private sendWhole(returned: readonly Receiver[]): void {
    for (const receiver of returned) this.behind.delete(receiver);
    const whole = returned.length > 0 ? this.board.whole() : undefined;
    if (whole !== undefined) this.outlet.send(whole, idsOf(returned), []);
  }
}

const idsOf = (receivers: readonly Receiver[]): string[] => receivers.map(({ id }) => id);
