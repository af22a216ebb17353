import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { mayTakePart, type SessionRoster, type Share, type Speaker } from '@parfocal/shared/protocol';
import { Subject, type Subscription } from 'rxjs';
import type { Member } from '../session/index.js';
import type { Line } from './line.js';
import { openMedia } from './media.js';
import { refused } from './refusing.js';
import type { VoicePeer } from './voice-peer.js';
import { VoiceRoom } from './voice-room.js';
import { VoiceWorker } from './voice-worker.js';

/** What a whole session is told. */
export type VoiceNews = { sessionId: string } & ({ roster: readonly Speaker[] } | { speaking: readonly string[] } | { share: Share | null });

/** The voice rooms. A session has one from its first join to its last leave; it lives in memory and in the worker alone. */
@Injectable()
export class VoiceRooms implements OnApplicationShutdown {
  readonly news = new Subject<VoiceNews>();
  private readonly rooms = new Map<string, VoiceRoom>();
  private readonly following: Subscription;

  constructor(private readonly worker: VoiceWorker) {
    this.following = worker.state.subscribe(({ state }) => {
      if (state !== 'ready') this.reset();
    });
  }

  onApplicationShutdown(): void {
    this.following.unsubscribe();
    for (const room of this.rooms.values()) room.close();
    this.rooms.clear();
  }

  get count(): number {
    return this.rooms.size;
  }

  of(sessionId: string): VoiceRoom | undefined {
    return this.rooms.get(sessionId);
  }

  /** Throws `voice.preparing` and `voice.unavailable`. */
  open(sessionId: string): VoiceRoom {
    const found = this.rooms.get(sessionId);
    if (found) return found;
    const room = new VoiceRoom(openMedia(this.worker.running()), {
      roster: (roster) => this.news.next({ sessionId, roster }),
      speaking: (speaking) => this.news.next({ sessionId, speaking }),
      share: (share) => this.news.next({ sessionId, share }),
    });
    this.rooms.set(sessionId, room);
    return room;
  }

  /** Where it still is the one of that session. */
  close(sessionId: string, room: VoiceRoom): void {
    if (this.rooms.get(sessionId) === room) this.rooms.delete(sessionId);
    room.close();
  }

  /** Throws `voice.refused` for who is neither in the room nor watching, or not over this line. */
  whereIs({ peerId, sessionId }: Member, line: Line): { room: VoiceRoom; peer: VoicePeer } {
    const found = this.find({ peerId, sessionId }, line);
    if (!found) throw refused('not in the voice room');
    return found;
  }

  /** Asks nothing and never fails: whoever is gone, or was never there, is gone. */
  leave(member: Member, line: Line): void {
    const found = this.find(member, line);
    if (!found) return;
    const { room, peer } = found;
    room.leave(peer);
    if (room.isEmpty) this.close(member.sessionId, room);
  }

  /** The presenter is always heard; who became an observer loses the microphone. */
  follow(sessionId: string, { peers, presenting }: SessionRoster): void {
    const room = this.rooms.get(sessionId);
    if (!room) return;
    room.present(presenting.peerId);
    for (const { peerId, role } of peers) if (!mayTakePart(role)) room.silence(peerId);
  }

  private find({ peerId, sessionId }: Pick<Member, 'peerId' | 'sessionId'>, line: Line): { room: VoiceRoom; peer: VoicePeer } | undefined {
    const room = this.rooms.get(sessionId);
    const peer = room?.find(peerId);
    return room && peer?.line.id === line.id ? { room, peer } : undefined;
  }

  /** The worker and everything in it is gone. */
  private reset(): void {
    for (const [sessionId, room] of this.rooms) {
      this.rooms.delete(sessionId);
      const { lines } = room;
      room.close();
      for (const line of lines) line.emit('voice:reset');
      this.news.next({ sessionId, roster: [] });
      this.news.next({ sessionId, speaking: [] });
      this.news.next({ sessionId, share: null });
    }
  }
}
