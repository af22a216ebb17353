import { randomUUID } from 'node:crypto';
import type { SlideView } from '@parfocal/shared/geometry';
import { decodeGestures, type Gesture, type SessionWelcome } from '@parfocal/shared/protocol';
import { io, type Socket } from 'socket.io-client';
import type { House, Person, Room } from './house';

/** A member's bare socket that hears what everyone's hands do, by the public protocol. */
export class Watcher {
  private readonly gestures = new Map<number, Gesture>();

  private welcome!: SessionWelcome;

  /** Listens from the start: what everyone's hands did before follows the welcome at once. */
  private constructor(private readonly socket: Socket) {
    socket.on('session:welcome', (welcome: SessionWelcome) => (this.welcome = welcome));
    socket.on('session:roster', (roster: SessionWelcome) => (this.welcome = { ...this.welcome, ...roster }));
    socket.on('gestures', (frame: string) => {
      for (const { number, ...gesture } of decodeGestures(frame)) this.gestures.set(number, gesture);
    });
  }

  static async join(house: House, room: Room, person: Person): Promise<Watcher> {
    const socket = sessionSocket(house, room, person);
    const watcher = new Watcher(socket);
    await heard(socket, 'session:welcome');
    return watcher;
  }

  /** What the first seat of a person sees; `undefined` before it said so. */
  viewOf(personId: string): SlideView | undefined {
    return this.gestureOf(personId)?.view ?? undefined;
  }

  gestureOf(personId: string): Gesture | undefined {
    const peer = this.welcome.peers.find((one) => one.personId === personId && one.peerId !== this.welcome.you);
    return peer && this.gestures.get(peer.number);
  }

  get peers(): SessionWelcome['peers'] {
    return this.welcome.peers;
  }

  leave(): void {
    this.socket.disconnect();
  }
}

/** A session socket with a person's cookie and, unless told otherwise, our own Origin. */
export function sessionSocket(house: House, room: Room, person: Person, origin = house.server.url): Socket {
  return io(`${house.server.url}/session`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie: person.cookie, origin },
    auth: { sessionId: room.sessionId, tabId: randomUUID() },
  });
}

/** The next `event` of a socket. */
export const heard = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve) => socket.once(event, resolve));
