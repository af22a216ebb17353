import type { ErrorCode } from '@parfocal/shared/protocol';
import type { StoredDocument, LogEntry } from './document-log.service.js';
import { savedFrame, troubleFrame } from './frames.js';
import { LogTail } from './log-tail.js';
import { type Peer, SERVICE_RESTART } from './peer.js';
import { PublicDocument } from './public-document.js';
import type { DocumentRules } from './vetting/document-rules.js';
import { type Submission, Vetting } from './vetting/vetting.js';

/** Content that waits for its tick. */
interface Waiting {
  readonly peer: Peer;
  /** Its number on its connection, from 1 (SPEC D3). */
  readonly count: number;
  readonly update: Uint8Array;
}

/** What a tick accepted, until it is on disk. */
interface Batch {
  readonly entry: LogEntry | undefined;
  /** By connection: the number of the last message that is settled with it. */
  readonly settles: ReadonlyMap<Peer, number>;
}

/** Bytes that may wait for the database before senders are no longer read from. */
const WAITING_MAX_BYTES = 4 * 1024 * 1024;

/** Messages vetted in one tick, so that a backlog after an outage does not hold up everyone else. */
const VETTED_A_TICK = 500;

/** Bytes vetted in one tick, if one message alone is not more: what becomes one row of the log, and is applied in one go. */
const VETTED_A_TICK_BYTES = 256 * 1024;

/** A document in memory, the people at it, and what is on its way to the disk. */
export class LiveDocument {
  readonly peers = new Set<Peer>();
  private readonly vetting: Vetting;
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private batch: Batch | undefined;
  private troubled: ErrorCode | '' = '';
  /** Somebody else wrote to its log. */
  private stale = false;
  private seq: number;
  private logTail: LogTail;

  /** `shown` may have been read before. @throws Error if what is stored is no whole document */
  constructor(
    readonly key: string,
    stored: StoredDocument,
    rules: DocumentRules,
    private readonly forget: () => void = () => undefined,
    private readonly shown: PublicDocument = new PublicDocument(stored.updates),
  ) {
    this.vetting = new Vetting(this.shown.document, stored.owners, rules);
    this.seq = stored.seq;
    this.logTail = new LogTail(stored.seq - stored.snapshotSeq);
  }

  get isFull(): boolean {
    return this.waitingBytes > WAITING_MAX_BYTES;
  }

  /** Nothing waits and nothing is on its way. */
  get isSettled(): boolean {
    return !this.batch && this.waiting.length === 0;
  }

  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  /** Of the last row of its log that is shown. */
  get durableSeq(): number {
    return this.seq;
  }

  /** Rows that a snapshot would replace. */
  get tail(): Pick<LogTail, 'rows' | 'callsForSnapshot'> {
    return this.logTail;
  }

  get view(): Pick<PublicDocument, 'document' | 'stateVector' | 'answer' | 'prepare'> {
    return this.shown;
  }

  join(peer: Peer): void {
    this.peers.add(peer);
    if (this.troubled) peer.deliver(troubleFrame(this.troubled));
  }

  leave(peer: Peer): void {
    this.peers.delete(peer);
  }

  receive(peer: Peer, count: number, update: Uint8Array): void {
    if (this.stale) return;
    this.waiting.push({ peer, count, update });
    this.waitingBytes += update.length;
  }

  /** What waits calls for `prepare` before `collect`. */
  get needsCopy(): boolean {
    return !this.batch && this.waiting.length > 0 && this.vetting.needsCopy(this.due().map(submission));
  }

  /** Nothing is collected or published until this is done. */
  prepare(): Promise<void> {
    return this.vetting.prepare();
  }

  /**
   * Vets what waits, in the order it came. Returns what has to be on disk before `publish`: nothing if all of it was
   * refused or known. While a batch is held, nothing else is looked at.
   */
  collect(): LogEntry | undefined {
    if (!this.batch) this.batch = this.vetWaiting();
    return this.batch.entry;
  }

  /** The batch is on disk: shows it to everyone and acknowledges it. */
  publish(): void {
    const { entry, settles } = this.batch ?? { entry: undefined, settles: new Map<Peer, number>() };
    this.batch = undefined;
    this.trouble('');
    if (entry) {
      this.seq = entry.seq;
      this.logTail.add(entry.bytes);
    }
    const frame = entry && this.shown.add(entry.bytes);
    this.vetting.settled();
    // Who alone sent all of it knows it.
    const author = settles.size === 1 ? settles.keys().next().value : undefined;
    for (const peer of this.peers) {
      const count = settles.get(peer);
      const frames = [...(frame && peer.isListening && peer !== author ? [frame] : []), ...(count === undefined ? [] : [savedFrame(count)])];
      if (frames.length > 0) peer.deliver(...frames);
    }
  }

  /** Tells everyone that saving is held up, or no longer. */
  trouble(code: ErrorCode | ''): void {
    if (this.troubled === code) return;
    this.troubled = code;
    for (const peer of this.peers) peer.deliver(troubleFrame(code));
  }

  /** Somebody else wrote to the log: what is here is not the document. What was not acknowledged, its senders still have. */
  abandon(): void {
    this.stale = true;
    this.forget();
    this.waiting = [];
    this.batch = undefined;
    for (const peer of [...this.peers]) peer.close(SERVICE_RESTART, 'restart');
  }

  /** A snapshot takes the place of all rows there are. */
  compacted(): void {
    this.logTail = new LogTail();
  }

  private vetWaiting(): Batch {
    const wasFull = this.isFull;
    const due = this.due();
    this.waiting = this.waiting.slice(due.length);
    const { codes, news, claims } = this.vetting.vet(due.map(submission));
    const settles = new Map<Peer, number>();
    for (const [i, { peer, count, update }] of due.entries()) {
      this.waitingBytes -= update.length;
      settles.set(peer, count);
      const code = codes[i];
      if (code !== undefined) peer.refuse(count, code);
    }
    if (wasFull && !this.isFull) for (const peer of this.peers) peer.flow();
    return { entry: news && { document: this.key, seq: this.seq + 1, bytes: news, claims }, settles };
  }
  /** What the next tick looks at. */
  private due(): Waiting[] {
    let bytes = 0;
    const most = this.waiting.findIndex(({ update }, i) => (bytes += update.length) > VETTED_A_TICK_BYTES && i > 0);
    return this.waiting.slice(0, Math.min(VETTED_A_TICK, most < 0 ? VETTED_A_TICK : most));
  }
}

const submission = ({ update, peer }: Waiting): Submission => ({ update, writer: peer });
