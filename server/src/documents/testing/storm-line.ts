import { CollabMessage, type ErrorCode } from '@parfocal/shared/protocol';
import * as decoding from 'lib0/decoding';
import type { LiveDocument } from '../live-document.js';
import type { Peer } from '../peer.js';
import type { StormServer } from './storm-server.js';

/** Something with content, on its way to the server. */
export interface Sent {
  readonly update: Uint8Array;
  /** Called once the server has said that it is on disk. */
  readonly acknowledged?: () => void;
  /** Came from a forger at this socket, whose refusal is no news to the device. */
  readonly isForged?: boolean;
}

type Outgoing = Sent | { readonly stateVector: Uint8Array };

export type Heard =
  | { readonly kind: 'ask'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'saved'; readonly count: number }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly sent: Sent };

/** One connection of a device: what is on its way in both directions is lost when it breaks. */
export class StormLine implements Peer {
  isListening = false;
  private isCut = false;
  private received = 0;
  private outgoing: Outgoing[] = [];
  private incoming: Heard[] = [];
  /** By number, what the server has to answer for. */
  private readonly numbered = new Map<number, Sent>();
  /** The same for the judge, who also hears of what the other end no longer does. */
  private readonly tried = new Map<number, (code: ErrorCode) => void>();
  private readonly document: LiveDocument;

  constructor(
    private readonly server: StormServer,
    private readonly who: { readonly personId: string; readonly mayWrite: boolean },
  ) {
    this.document = server.document;
    this.document.join(this);
    this.incoming.push({ kind: 'ask', stateVector: this.document.view.stateVector });
  }

  get personId(): string {
    return this.who.personId;
  }

  /** The role counts as it is now. */
  get mayWrite(): boolean {
    return this.who.mayWrite;
  }

  get isQuiet(): boolean {
    return this.outgoing.length === 0 && this.incoming.length === 0;
  }

  send(one: Outgoing): void {
    this.outgoing.push(one);
  }

  /** A client that sends twice, or in another order than it should. */
  muddle(isTwice: boolean): void {
    const last = this.outgoing.at(-1);
    if (isTwice && last) this.outgoing.push(last);
    else if (last) this.outgoing.unshift(this.outgoing.pop()!);
  }

  /** The network delivers what is on its way to the server. */
  arrive(most: number): void {
    for (const one of this.outgoing.splice(0, most)) {
      if ('stateVector' in one) {
        this.deliver(...this.document.view.answer(one.stateVector));
        this.isListening = true;
      } else {
        this.numbered.set(++this.received, one);
        this.tried.set(this.received, this.server.judge.hear({ update: one.update, writer: this }));
        this.document.receive(this, this.received, one.update);
      }
    }
  }

  /** What has come from the server; `isMuddled`: twice over, the last first, as no socket does and no copy may mind. */
  hear(most: number, isMuddled: boolean): Heard[] {
    const heard = this.incoming.splice(0, most);
    if (!isMuddled) return heard;
    const updates = heard.filter(({ kind }) => kind === 'update').reverse();
    return [...updates, ...heard];
  }

  deliver(...frames: readonly Uint8Array[]): void {
    if (this.isCut) return;
    for (const frame of frames) {
      const decoder = decoding.createDecoder(frame);
      const type = decoding.readVarUint(decoder);
      if (type === CollabMessage.saved) this.incoming.push({ kind: 'saved', count: decoding.readVarUint(decoder) });
      else if (type === CollabMessage.sync) {
        decoding.readVarUint(decoder);
        this.incoming.push({ kind: 'update', update: decoding.readVarUint8Array(decoder) });
      }
    }
  }

  refuse(count: number, code: ErrorCode): void {
    this.tried.get(count)?.(code);
    const sent = this.numbered.get(count);
    this.numbered.delete(count);
    if (sent && !this.isCut) this.incoming.push({ kind: 'refused', code, sent });
  }

  /** Settles what the first `count` messages brought, but for the refused ones. */
  saved(count: number): void {
    for (const [number, sent] of this.numbered) {
      if (number > count) continue;
      this.numbered.delete(number);
      sent.acknowledged?.();
    }
  }

  flow = (): void => undefined;

  close(): void {
    this.isCut = true;
    this.outgoing = [];
    this.incoming = [];
    this.document.leave(this);
  }
}
