import { CollabMessage, type ErrorCode } from '@parfocal/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { DomainError } from '../wire/index.js';

/** What may follow `CollabMessage.sync` (y-protocols, PROTOCOL.md). */
const Sync = { step1: 0, step2: 1, update: 2 } as const;

/** A Yjs update that says nothing: no structs, no deletions. */
const NOTHING = new Uint8Array([0, 0]);

export type Incoming =
  /** Sync step 1: what does the document have beyond this state vector? */
  | { readonly kind: 'ask'; readonly stateVector: Uint8Array }
  /** Sync step 2 or an update: numbered, vetted, and acknowledged or refused. */
  | { readonly kind: 'content'; readonly update: Uint8Array; readonly isStep2: boolean }
  /** Presence has a lane of its own; whatever else a stock client says here is let pass and forgotten. */
  | { readonly kind: 'idle' };

/**
 * Reads a frame that lies in a buffer of its own. A length that points past the frame's end would otherwise read
 * the neighbours in Node's buffer pool, and store what it found there.
 *
 * @throws DomainError `document.malformed`
 */
export function readFrame(frame: Uint8Array): Incoming {
  try {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== CollabMessage.sync) return { kind: 'idle' };
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step === Sync.step1) return { kind: 'ask', stateVector: body };
    if (step === Sync.step2 || step === Sync.update) return { kind: 'content', update: body, isStep2: step === Sync.step2 };
  } catch (error) {
    throw new DomainError('document.malformed', `no frame: ${String(error)}`);
  }
  throw new DomainError('document.malformed', 'unknown sync step');
}

const sync = (step: number, body: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, CollabMessage.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });

export const step1Frame = (stateVector: Uint8Array): Uint8Array => sync(Sync.step1, stateVector);
export const step2Frame = (update: Uint8Array): Uint8Array => sync(Sync.step2, update);
export const updateFrame = (update: Uint8Array): Uint8Array => sync(Sync.update, update);

/** The stock client hangs up after 30 seconds of silence; this changes nothing and it understands it. */
export const KEEP_ALIVE_FRAME = updateFrame(NOTHING);

export const savedFrame = (count: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, CollabMessage.saved);
    encoding.writeVarUint(encoder, count);
  });

export const refusedFrame = (count: number, code: ErrorCode): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, CollabMessage.refused);
    encoding.writeVarUint(encoder, count);
    encoding.writeVarString(encoder, code);
  });

export const troubleFrame = (code: ErrorCode | ''): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, CollabMessage.trouble);
    encoding.writeVarString(encoder, code);
  });
