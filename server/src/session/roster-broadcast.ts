import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GESTURE_INTERVAL_MS } from '@parfocal/shared/protocol';
import { LiveSessions } from './live-sessions.js';
import { SessionSockets } from './session-sockets.js';
import { Ticker } from './ticker.js';

/** Sends everyone the whole roster whenever it changed; a hundred people joining at once are a few rosters, not a hundred. */
@Injectable()
export class RosterBroadcast implements OnModuleInit {
  private readonly tickers = new Map<string, Ticker>();
  private readonly stale = new Set<string>();

  constructor(
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  onModuleInit(): void {
    this.live.changes.subscribe({
      next: ({ kind, sessionId }) => {
        if (!this.live.get(sessionId)) this.forget(sessionId);
        else if (kind !== 'room') this.tickerOf(sessionId).request();
      },
      complete: () => [...this.tickers.keys()].forEach((sessionId) => this.forget(sessionId)),
    });
  }

  /** Sends now what is due, so that what is sent next is understood (SPEC G8). */
  flush(sessionId: string): void {
    if (this.stale.delete(sessionId)) this.send(sessionId);
  }

  private tickerOf(sessionId: string): Ticker {
    this.stale.add(sessionId);
    let ticker = this.tickers.get(sessionId);
    if (!ticker) this.tickers.set(sessionId, (ticker = new Ticker(() => GESTURE_INTERVAL_MS, () => this.flush(sessionId))));
    return ticker;
  }

  private send(sessionId: string): void {
    const session = this.live.get(sessionId);
    if (session) this.sockets.room(sessionId).emit('session:roster', session.roster);
  }

  private forget(sessionId: string): void {
    this.tickers.get(sessionId)?.stop();
    this.tickers.delete(sessionId);
    this.stale.delete(sessionId);
  }
}
