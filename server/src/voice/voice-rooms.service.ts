import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AWAY_GRACE_MS, mayTakePart, type SessionRoster, type Share, type Speaker } from '@parfocal/shared/protocol';
import { Subject, type Subscription } from 'rxjs';
import type { Member } from '../session/index.js';
import { Connections } from '../wire/index.js';
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

  constructor(
    private readonly worker: VoiceWorker,
    private readonly connections: Connections,
  ) {
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
    const room: VoiceRoom = new VoiceRoom(openMedia(this.worker.running()), {
      roster: (roster) => this.news.next({ sessionId, roster }),
      speaking: (speaking) => this.news.next({ sessionId, speaking }),
      share: (share) => this.news.next({ sessionId, share }),
      deserted: (peer) => this.remove(sessionId, room, peer),
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
    this.remove(member.sessionId, found.room, found.peer);
  }

  /**
   * The line broke. Who is in the room keeps all they have of it for {@link AWAY_GRACE_MS}, unless their login ends before; who only watches
   * the picture keeps nothing. (SPEC V9)
   */
  drop(member: Member, line: Line): void {
    const found = this.find(member, line);
    if (!found) return;
    const { room, peer } = found;
    const over = (): void => this.remove(member.sessionId, room, peer);
    if (room.isWatching(peer)) return over();
    const grace = setTimeout(over, AWAY_GRACE_MS).unref();
    const forget = this.connections.add(member.loginId, over);
    peer.hangUp(() => {
      clearTimeout(grace);
      forget();
    });
  }

  /** The call of this seat, for who knows its id. Throws `voice.refused` where it is not held. */
  held({ peerId, sessionId }: Member, callId: string): { room: VoiceRoom; peer: VoicePeer } {
    const room = this.rooms.get(sessionId);
    const peer = room?.find(peerId);
    if (!room || peer?.callId !== callId || room.isWatching(peer)) throw refused('nothing is held of that call');
    return { room, peer };
  }

  /** This peer is gone from the session, or, without one, the session is over. */
  end(sessionId: string, peerId?: string): void {
    const room = this.rooms.get(sessionId);
    if (!room) return;
    if (peerId === undefined) return this.close(sessionId, room);
    const peer = room.find(peerId);
    if (peer) this.remove(sessionId, room, peer);
  }

  /** The presenter is always heard; who became an observer loses the microphone. */
  follow(sessionId: string, { peers, presenting }: SessionRoster): void {
    const room = this.rooms.get(sessionId);
    if (!room) return;
    room.present(presenting.peerId);
    for (const { peerId, role } of peers) if (!mayTakePart(role)) room.silence(peerId);
  }

  private remove(sessionId: string, room: VoiceRoom, peer: VoicePeer): void {
    room.leave(peer);
    if (room.isEmpty) this.close(sessionId, room);
  }

  private find({ peerId, sessionId }: Pick<Member, 'peerId' | 'sessionId'>, line: Line): { room: VoiceRoom; peer: VoicePeer } | undefined {
    const room = this.rooms.get(sessionId);
    const peer = room?.find(peerId);
    return room && peer?.line.isOver(line) ? { room, peer } : undefined;
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
