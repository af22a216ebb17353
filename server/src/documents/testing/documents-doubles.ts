import { CollabMessage } from '@parfocal/shared/protocol';
import * as decoding from 'lib0/decoding';
import type { LogEntry, StoredDocument } from '../document-log.service.js';
import type { DocumentTick } from '../document-tick.service.js';
import type { LiveDocument } from '../live-document.js';
import type { Peer } from '../peer.js';
import { drawableBox } from '../vetting/annotation-rules.js';
import { DocumentRules } from '../vetting/document-rules.js';
import { Author } from '../../testing/author.js';

export const NOTHING: StoredDocument = { updates: [], seq: 0, snapshotSeq: 0, owners: new Map() };
export const rules = (): DocumentRules => new DocumentRules(drawableBox({ widthPx: 4096, heightPx: 4096 }));

/** A person's end of a document without a socket. Keeps what it was told. */
export class TestPeer implements Peer {
  mayWrite = true;
  isListening = true;
  readonly author = new Author();
  readonly frames: Uint8Array[] = [];
  readonly refused: { count: number; code: string }[] = [];
  flows = 0;
  closed: number | undefined;
  private sent = 0;

  constructor(
    private readonly tick: DocumentTick,
    private readonly document: LiveDocument,
  ) {
    document.join(this);
  }

  get personId(): string {
    return this.author.personId;
  }

  send(update: Uint8Array): void {
    this.document.receive(this, ++this.sent, update);
    this.tick.wake(this.document);
  }

  deliver = (...frames: readonly Uint8Array[]): void => void this.frames.push(...frames);
  refuse = (count: number, code: string): void => void this.refused.push({ count, code });
  flow = (): void => void (this.flows += 1);
  close = (code: number): void => {
    this.closed = code;
    this.document.leave(this);
  };

  get saved(): number[] {
    return this.of(CollabMessage.saved).map(decoding.readVarUint);
  }

  get troubles(): string[] {
    return this.of(CollabMessage.trouble).map(decoding.readVarString);
  }

  get updates(): Uint8Array[] {
    return this.of(CollabMessage.sync).map((decoder) => (decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder)));
  }

  private of(type: number): decoding.Decoder[] {
    return this.frames.map((frame) => decoding.createDecoder(frame)).filter((decoder) => decoding.readVarUint(decoder) === type);
  }
}

/** A log that fails as long as it is told to, and can be made to wait. */
export class TestLog {
  readonly rows: LogEntry[] = [];
  appends = 0;
  compactions: number[] = [];
  failure: unknown;
  gate: Promise<void> = Promise.resolve();

  async append(entries: readonly LogEntry[]): Promise<void> {
    this.appends += 1;
    await this.gate;
    if (this.failure !== undefined) throw this.failure;
    for (const { document, seq } of entries) {
      if (this.rows.some((row) => row.document === document && row.seq === seq)) throw Object.assign(new Error('taken'), { driverError: { code: '23505' } });
    }
    this.rows.push(...entries);
  }

  async compact(_document: string, seq: number): Promise<void> {
    this.compactions.push(seq);
  }
}
