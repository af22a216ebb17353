import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { GestureText } from '@parfocal/shared/protocol';
import { LiveSessions, mayPoint, type MemberSocket, RosterBroadcast, Seating, type SessionChange, SessionSockets, Ticker } from '../session/index.js';
import { GestureChannel } from './gesture-channel.js';
import { GestureIntake } from './gesture-intake.js';
import { tickMs } from './pace.js';

/**
 * Carries gestures between the sockets of a session. It listens to the sockets themselves: a gateway's pipeline of guards,
 * pipes and observables costs more than the gesture, three thousand times a second.
 */
@Injectable()
export class Gestures implements OnModuleInit {
  private readonly channels = new Map<string, GestureChannel>();
  private receivers = 0;

  constructor(
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
    private readonly seating: Seating,
    private readonly rosters: RosterBroadcast,
  ) {}

  onModuleInit(): void {
    this.sockets.arrivals.subscribe((socket) => this.listen(socket));
    this.live.changes.subscribe({ next: (change) => this.follow(change), complete: () => [...this.channels.keys()].forEach((id) => this.close(id)) });
  }

  private listen(socket: MemberSocket): void {
    const channel = this.channelOf(socket.data.member.sessionId);
    const intake = new GestureIntake();
    channel.add(socket);
    this.receivers += 1;
    socket.once('disconnect', () => {
      channel.delete(socket);
      this.receivers -= 1;
    });
    socket.on('gesture', (text: unknown) => {
      const { member } = socket.data;
      const verdict = intake.judge(member.mayPoint, text);
      if (verdict.kind === 'taken') channel.put(member.number, verdict.gesture);
      else if (verdict.kind === 'refused') socket.emit('refused', { event: 'gesture', code: verdict.code });
      else if (verdict.kind === 'expelled') this.seating.expel(socket, verdict.code);
    });
  }

  private follow(change: SessionChange): void {
    if (change.kind === 'left' || change.kind === 'slide') this.channels.get(change.sessionId)?.forget(change.seat.number);
    if (change.kind === 'role' && !mayPoint(change.seat)) this.channels.get(change.sessionId)?.hidePointer(change.seat.number);
    if (!this.live.get(change.sessionId)) this.close(change.sessionId);
  }

  private channelOf(sessionId: string): GestureChannel {
    const known = this.channels.get(sessionId);
    if (known) return known;
    const outlet = {
      prepare: () => this.rosters.flush(sessionId),
      send: (frame: GestureText, to: 'everyone' | readonly string[], except: readonly string[]) =>
        void (to === 'everyone' ? this.sockets.room(sessionId) : this.sockets.some(to)).except([...except]).emit('gestures', frame),
    };
    const channel = new GestureChannel(outlet, (work) => new Ticker(() => tickMs(this.receivers), work));
    this.channels.set(sessionId, channel);
    return channel;
  }

  private close(sessionId: string): void {
    this.channels.get(sessionId)?.close();
    this.channels.delete(sessionId);
  }
}
