import { randomUUID } from 'node:crypto';
import {
  decodeGestures, type ErrorCode, type GestureClientEvents, type GestureServerEvents, type Peer, type PeerGesture, type Reply, SESSION_NAMESPACE, type SessionClientEvents,
  type SessionRoster, type SessionServerEvents, type SessionWelcome,
} from '@parfocal/shared/protocol';
import { io, type Socket } from 'socket.io-client';
import { until } from './until.js';

type TestSocket = Socket<SessionServerEvents & GestureServerEvents, SessionClientEvents & GestureClientEvents>;

export interface Where {
  readonly url: string;
}

/** One tab in a session, over a real socket. Keeps what it was told. */
export class SessionClient {
  welcome: SessionWelcome | undefined;
  roster: SessionRoster | undefined;
  rosters = 0;
  readonly gestures = new Map<number, PeerGesture>();
  frames = 0;
  readonly asked: string[] = [];
  declined = 0;
  caseChanges = 0;
  readonly refusals: { event: string; code: ErrorCode }[] = [];
  ended: ErrorCode | undefined;
  private readonly facts: { readonly event: string; readonly body: unknown }[] = [];

  private constructor(
    readonly socket: TestSocket,
    readonly tabId: string,
  ) {
    socket.onAny((event: string, body: unknown) => {
      // Thirty a second would only fill the memory.
      if (event !== 'gestures') this.facts.push({ event, body });
    });
    socket.on('session:welcome', (welcome) => (this.roster = this.welcome = welcome));
    socket.on('session:roster', (roster) => {
      this.roster = roster;
      this.rosters += 1;
    });
    socket.on('gestures', (frame) => {
      this.frames += 1;
      for (const gesture of decodeGestures(frame)) this.gestures.set(gesture.number, gesture);
    });
    socket.on('presenter:asked', ({ peerId }) => this.asked.push(peerId));
    socket.on('presenter:declined', () => (this.declined += 1));
    socket.on('case:changed', () => (this.caseChanges += 1));
    socket.on('refused', (refusal) => this.refusals.push(refusal));
    socket.on('session:ended', ({ code }) => (this.ended = code));
  }

  /** Resolves once welcomed; rejects with the code of the refusal as message. */
  static async join({ url }: Where, cookie: string | undefined, sessionId: unknown, tabId: string = randomUUID(), headers: Record<string, string> = {}): Promise<SessionClient> {
    const socket: TestSocket = io(`${url}${SESSION_NAMESPACE}`, {
      transports: ['websocket'], reconnection: false, forceNew: true, auth: { sessionId, tabId }, extraHeaders: { ...headers, ...(cookie ? { cookie } : {}) },
    });
    const client = new SessionClient(socket, tabId);
    await new Promise<void>((done, fail) => {
      socket.once('session:welcome', () => done());
      socket.once('connect_error', (error) => {
        socket.close();
        fail(new Error((error as { data?: { code?: string } }).data?.code ?? `no connection: ${error.message}`));
      });
    });
    return client;
  }

  get peerId(): string {
    return this.welcome!.you;
  }

  get me(): Peer {
    return this.peer(this.peerId)!;
  }

  get presenting(): SessionRoster['presenting'] {
    return this.roster!.presenting;
  }

  peer(peerId: string): Peer | undefined {
    return this.roster?.peers.find((peer) => peer.peerId === peerId);
  }

  ask(event: string, body?: unknown): Promise<Reply> {
    return (this.socket as Socket).timeout(3_000).emitWithAck(event, body) as Promise<Reply>;
  }

  /** The bodies of all facts of that name so far, in their order. */
  told<T>(event: string): T[] {
    return this.facts.filter((fact) => fact.event === event).map(({ body }) => body as T);
  }

  /** The network breaks: no farewell. */
  async drop(): Promise<void> {
    this.socket.io.engine.close();
    await this.gone();
  }

  /** Leaves, saying so. */
  leave(): void {
    this.socket.disconnect();
  }

  gone(): Promise<void> {
    return until(() => !this.socket.connected);
  }
}
