import type { Duplex } from 'node:stream';
import { COLLAB_MAX_STEP2_BYTES, COLLAB_MAX_UPDATE_BYTES, CollabClose, type DocumentName, type ErrorCode } from '@parfocal/shared/protocol';
import type { RawData, WebSocket } from 'ws';
import { DomainError, TokenBucket } from '../wire/index.js';
import type { LiveDocument } from './live-document.js';
import { KEEP_ALIVE_FRAME, readFrame, refusedFrame, step1Frame } from './frames.js';
import type { Peer } from './peer.js';
import { nextTurn } from './turns.js';

/** Frames a second, and at once. What is above that is read later, not lost. */
const FRAMES_PER_SECOND = 40;
const FRAMES_AT_ONCE = 120;
/** Questions for the whole state, which cost far more than an edit. */
const QUESTIONS_PER_SECOND = 0.5;
const QUESTIONS_AT_ONCE = 5;
/** Refusals before the connection is ended. A client that was refused needs a moment to stop. */
const REFUSALS_PER_SECOND = 1;
const REFUSALS_AT_ONCE = 50;
/** Unsent bytes at which a receiver counts as stalled; it catches up when it comes back. */
const STALLED_BYTES = 8 * 1024 * 1024;
/** How long who broke the protocol may take to hang up. */
const FAREWELL_MS = 3_000;
/** Between two looks at a queue that has to wait. */
const DRAIN_INTERVAL_MS = 25;
/** Beats: an answer may have to wait behind what is being sent up a slow line. */
const MOST_UNANSWERED = 3;

export interface Admitted {
  readonly loginId: string;
  readonly personId: string;
  readonly name: DocumentName;
}

/** One WebSocket of a person to one document: limits, numbers and frames; what frames mean is the document's affair. */
export class CollabConnection implements Peer {
  mayWrite = false;
  isListening = false;
  private granted: boolean | undefined;
  private document: LiveDocument | undefined;
  private received = 0;
  private queue: Uint8Array[] = [];
  private drainTimer: NodeJS.Timeout | undefined;
  /** Beats since anything was last heard. */
  private unanswered = 0;
  private isClosed = false;
  /** Answers still on their way: a large document is no stalled reader. */
  private answerBytes = 0;
  private readonly frames = new TokenBucket(FRAMES_PER_SECOND, FRAMES_AT_ONCE);
  private readonly questions = new TokenBucket(QUESTIONS_PER_SECOND, QUESTIONS_AT_ONCE);
  private readonly refusals = new TokenBucket(REFUSALS_PER_SECOND, REFUSALS_AT_ONCE);

  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    readonly admitted: Admitted,
    private readonly wake: (document: LiveDocument) => void,
  ) {
    socket.pause();
    socket.on('message', (data, isBinary) => this.hear(data, isBinary));
    socket.on('pong', () => (this.unanswered = 0));
    // Frames that are too large, or none: `ws` says so with a code of RFC 6455 (1009, 1002 …) and lets fall what still comes. To hang up at
    // once would take that word back from who is still sending.
    socket.on('error', () => setTimeout(() => socket.terminate(), FAREWELL_MS).unref());
  }

  get personId(): string {
    return this.admitted.personId;
  }

  /** The person's role changed. */
  grant(mayWrite: boolean): void {
    this.granted = mayWrite;
    if (this.document) this.mayWrite = mayWrite;
  }

  /** Joins the document and begins to listen. `mayWrite` was asked for after the connection was made, so a `grant` since then is newer. */
  start(document: LiveDocument, mayWrite: boolean): void {
    if (this.isClosed) return;
    this.mayWrite = this.granted ?? mayWrite;
    this.document = document;
    document.join(this);
    this.deliver(step1Frame(document.view.stateVector));
    this.flow();
  }

  /** The socket closed by itself: what came before that still counts. */
  closed(): void {
    if (!this.isClosed) for (const frame of this.queue.splice(0)) this.take(frame);
    this.end();
  }

  close(closeCode: number, reason: ErrorCode | 'restart'): void {
    if (this.isClosed) return;
    this.mayWrite = false;
    this.end();
    this.socket.close(closeCode, reason);
    // A peer that does not read does not answer either; and a paused socket would never hear it.
    this.socket.resume();
  }

  terminate(): void {
    this.end();
    this.socket.terminate();
  }

  deliver(...frames: readonly Uint8Array[]): void {
    this.send(frames);
  }

  refuse(count: number, code: ErrorCode): void {
    this.deliver(refusedFrame(count, code));
    if (!this.refusals.take()) this.close(CollabClose.refused, code);
  }

  flow(): void {
    if (this.queue.length > 0 || this.document?.isFull) this.socket.pause();
    else this.socket.resume();
  }

  /** Called every few seconds: keeps the other side from hanging up, and hangs up on a dead one. */
  beat(): void {
    // Nobody's answer is heard while we do not read.
    if (this.unanswered >= MOST_UNANSWERED && !this.socket.isPaused) return this.terminate();
    this.unanswered += 1;
    this.socket.ping();
    this.deliver(KEEP_ALIVE_FRAME);
  }

  private hear(data: RawData, isBinary: boolean): void {
    if (this.isClosed) return;
    this.unanswered = 0;
    if (!isBinary) return this.close(CollabClose.refused, 'document.malformed');
    // A copy in a buffer of its own: see readFrame.
    this.queue.push(new Uint8Array(data as Buffer));
    if (!this.drainTimer) this.drain();
  }

  private drain(): void {
    this.drainTimer = undefined;
    while (this.queue.length > 0 && this.frames.take()) this.take(this.queue.shift()!);
    if (this.isClosed) return;
    if (this.queue.length > 0) this.drainTimer = setTimeout(() => this.drain(), DRAIN_INTERVAL_MS);
    this.flow();
  }

  private take(frame: Uint8Array): void {
    if (this.isClosed || !this.document) return;
    try {
      this.handle(frame, this.document);
    } catch (error) {
      this.close(CollabClose.refused, error instanceof DomainError ? error.code : 'document.malformed');
    }
  }

  private handle(frame: Uint8Array, document: LiveDocument): void {
    const incoming = readFrame(frame);
    if (incoming.kind === 'content') {
      const count = ++this.received;
      if (incoming.update.length <= (incoming.isStep2 ? COLLAB_MAX_STEP2_BYTES : COLLAB_MAX_UPDATE_BYTES)) {
        document.receive(this, count, incoming.update);
        return this.wake(document);
      }
      this.refuse(count, 'document.too-large');
    }
    if (frame.length > COLLAB_MAX_UPDATE_BYTES) return this.close(CollabClose.tooLarge, 'document.too-large');
    if (incoming.kind === 'ask') this.answer(incoming.stateVector, document);
  }

  private answer(stateVector: Uint8Array, document: LiveDocument): void {
    if (!this.questions.take()) throw new DomainError('rate-limited', 'asks too often');
    const preparing = document.view.prepare(stateVector);
    if (!preparing) return this.tell(stateVector, document);
    // A crowd that waited for the same is told one after the other.
    preparing.then(nextTurn).then(() => this.tell(stateVector, document)).catch(() => this.close(CollabClose.unreadable, 'document.unreadable'));
  }

  private tell(stateVector: Uint8Array, document: LiveDocument): void {
    if (this.isClosed) return;
    const frames = document.view.answer(stateVector);
    const bytes = frames.reduce((sum, { length }) => sum + length, 0);
    this.answerBytes += bytes;
    this.send(frames, () => (this.answerBytes -= bytes));
    this.isListening = true;
  }

  /** One system call for all; `sent` once the last has left this process. */
  private send(frames: readonly Uint8Array[], sent?: () => void): void {
    if (this.isClosed) return;
    if (this.socket.bufferedAmount > STALLED_BYTES + this.answerBytes) return this.terminate();
    this.stream.cork();
    frames.forEach((frame, i) => this.socket.send(frame, i === frames.length - 1 ? sent : undefined));
    this.stream.uncork();
  }

  private end(): void {
    this.isClosed = true;
    this.queue = [];
    clearTimeout(this.drainTimer);
    this.document?.leave(this);
  }
}
