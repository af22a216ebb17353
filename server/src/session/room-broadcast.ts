import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LiveSessions } from './live-sessions.js';
import { SessionSockets } from './session-sockets.js';
import { Ticker } from './ticker.js';

/** A crowd that comes along acknowledges all at once: the presenter hears of it so often at most. */
const BEHIND_MS = 150;

interface Told {
  revision: number;
  /** As last told to the presenter, with whom that was. */
  behind: string;
  readonly ticker: Ticker;
}

/** Tells everyone what the room looks at, and the presenter whose screens do not show it yet (SPEC S20, S21). */
@Injectable()
export class RoomBroadcast implements OnModuleInit {
  private readonly told = new Map<string, Told>();

  constructor(
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  onModuleInit(): void {
    this.live.changes.subscribe({
      next: ({ sessionId }) => (this.live.get(sessionId) ? this.tell(sessionId) : this.forget(sessionId)),
      complete: () => [...this.told.keys()].forEach((sessionId) => this.forget(sessionId)),
    });
  }

  private tell(sessionId: string): void {
    const told = this.toldOf(sessionId);
    const { state } = this.live.require(sessionId).room;
    if (state.revision !== told.revision) {
      told.revision = state.revision;
      this.sockets.room(sessionId).emit('room:look', state);
    }
    told.ticker.request();
  }

  private tellBehind(sessionId: string): void {
    const session = this.live.get(sessionId);
    const told = this.told.get(sessionId);
    const presenter = session?.all.find(({ peerId }) => peerId === session.floor.presenting.peerId);
    const socket = presenter && this.sockets.of(presenter.socketId);
    if (!session || !told || !socket) return;
    const body = { revision: session.room.state.revision, peerIds: session.behind };
    const words = [socket.id, body.revision, ...body.peerIds].join();
    if (words === told.behind) return;
    told.behind = words;
    socket.emit('room:behind', body);
  }

  private toldOf(sessionId: string): Told {
    let told = this.told.get(sessionId);
    if (!told) this.told.set(sessionId, (told = { revision: 0, behind: '', ticker: new Ticker(() => BEHIND_MS, () => this.tellBehind(sessionId)) }));
    return told;
  }

  private forget(sessionId: string): void {
    this.told.get(sessionId)?.ticker.stop();
    this.told.delete(sessionId);
  }
}
