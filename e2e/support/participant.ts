import { randomUUID } from 'node:crypto';
import { addAnnotation, annotationsOf } from '@parfocal/shared/annotation';
import { COLLAB_PATH, CollabMessage, documentPath, encodeGesture, RECONNECTION, type SessionRoster } from '@parfocal/shared/protocol';
import * as decoding from 'lib0/decoding';
import { io, type Socket } from 'socket.io-client';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Room } from './house';
import { socketOf } from './raw-document';

/** The gestures of a hand that is at work; the real client sends up to thirty a second. */
const GESTURE_MS = 200;

/** Someone in a session without a browser: the public protocol, a document of their own, and the real client's patience. */
export class Participant {
  readonly doc = new Y.Doc();
  readonly drawn: string[] = [];
  /** Codes of what the server would not take. */
  readonly refusals: string[] = [];
  private roster: SessionRoster = { peers: [], presenting: { peerId: null, epoch: 0 } };
  private readonly socket: Socket;
  private readonly provider: WebsocketProvider;
  private readonly moving: ReturnType<typeof setInterval>;

  constructor(url: string, room: Room, readonly person: { id: string; cookie: string }) {
    const { cookie } = person;
    this.socket = io(`${url}/session`, {
      transports: ['websocket'], forceNew: true,
      reconnectionDelay: RECONNECTION.firstMs, reconnectionDelayMax: RECONNECTION.longestMs, randomizationFactor: RECONNECTION.jitter, timeout: RECONNECTION.tryMs,
      extraHeaders: { cookie, origin: url }, auth: { sessionId: room.sessionId, tabId: randomUUID() },
    });
    for (const event of ['session:welcome', 'session:roster']) this.socket.on(event, (roster: SessionRoster) => (this.roster = roster));
    const path = documentPath({ caseId: room.caseId, slideId: room.slide.id, layer: 'case' });
    this.provider = new WebsocketProvider(`${url.replace('http', 'ws')}${COLLAB_PATH}`, path, this.doc, { disableBc: true, maxBackoffTime: RECONNECTION.longestMs, WebSocketPolyfill: socketOf(cookie, url) });
    this.provider.messageHandlers[CollabMessage.saved] = () => undefined;
    this.provider.messageHandlers[CollabMessage.refused] = (_encoder, decoder) => {
      decoding.readVarUint(decoder);
      this.refusals.push(decoding.readVarString(decoder));
    };
    let step = 0;
    this.moving = setInterval(() => {
      step += 1;
      if (this.socket.connected) this.socket.volatile.emit('gesture', encodeGesture({ pointer: { x: 500 + (step % 500), y: 700 }, view: null }));
    }, GESTURE_MS);
  }

  /** How many are in the session and connected, as this one was told; none while it is not connected itself. */
  get peersHere(): number {
    return this.socket.connected ? this.roster.peers.filter(({ state }) => state === 'here').length : 0;
  }

  /** What this one still waits for; nothing once it is back in a session of `people`. */
  lacks(people: number): string | undefined {
    if (!this.socket.connected) return 'session line';
    if (!this.provider.wsconnected) return 'document line';
    if (!this.provider.synced) return 'document';
    return this.peersHere === people ? undefined : 'others';
  }

  /** In the session, and with all of the document. */
  isBack(people: number): boolean {
    return this.lacks(people) === undefined;
  }

  get ids(): string[] {
    return [...annotationsOf(this.doc).keys()].sort();
  }

  /** Draws a small rectangle, whether the network is there or not. */
  draw(): void {
    const id = randomUUID();
    const at = 100 + this.drawn.length * 40;
    addAnnotation(this.doc, { id, kind: 'rectangle', geometry: [at, at, 12, 8, 0], label: '', note: '', colour: 1, author: this.person.id, createdAt: Date.now() }, this);
    this.drawn.push(id);
  }

  leave(): void {
    clearInterval(this.moving);
    this.socket.disconnect();
    this.provider.destroy();
    this.doc.destroy();
  }
}
