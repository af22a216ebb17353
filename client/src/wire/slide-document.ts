import {
  COLLAB_PATH,
  CollabClose,
  CollabMessage,
  type DocumentName,
  documentPath,
  type ErrorCode,
  isErrorCode,
  RECONNECTION,
} from '@parfocal/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { documentsInUse } from './documents-in-use';
import { careForLine } from './line-care';
import { LocalCopy } from './local-copy';
import { SaveLedger, type SaveState } from './save-state';
import { WaitingCopies } from './waiting-copies';

export interface SlideDocumentEvents {
  onState(state: SaveState): void;
  /** The server refused a change: this copy and the server's have parted. Dispose of it and open a new one. */
  onRefused(code: ErrorCode): void;
}

/** This person's copy of a slide's document: on this machine at once, on the server as soon as it can be. */
export interface SlideDocument {
  readonly doc: Y.Doc;
  /** When this machine's own copy is in `doc`; the server's may come later. */
  readonly loaded: Promise<void>;
  /** `forget` also deletes this machine's copy. */
  dispose(options?: { forget: boolean }): Promise<void>;
}

const UNSENT = 'unsent';

/** An acknowledgement that takes so long is not on its way: a dead line is noticed long before the socket says so. */
const SILENCE_MS = 4_000;

/** A browser may deny its database, and then never answers: the server's copy does not wait for that. */
const LOCAL_PATIENCE_MS = 3_000;

export function openSlideDocument(name: DocumentName, personId: string, events: SlideDocumentEvents): SlideDocument {
  const path = documentPath(name);
  const doc = new Y.Doc({ guid: path });
  // One copy a person: on a shared workstation nobody sees, or sends, what somebody else left behind.
  const local = new LocalCopy(`parfocal/${personId}/${path}`, doc);
  const waiting = new WaitingCopies(personId);
  const provider = new WebsocketProvider(serverUrl(), path, doc, {
    connect: false, disableBc: true, maxBackoffTime: RECONNECTION.longestMs, shouldReconnect: ({ code }) => !FINAL.has(code),
  });
  const uncare = careForLine(provider);
  // Changes are sent below instead: until the server's first step is answered, they may build on what it lacks (SPEC D8).
  doc.off('update', provider._updateHandler);
  // Presence is not a document's business: it travels as gestures.
  provider.awareness.setLocalState(null);
  let ledger = new SaveLedger();
  let trouble: ErrorCode | null = null;
  let closed: ErrorCode | null = null;
  let isLoaded = false;
  let isLocal = false;
  /** Whether this copy is known to hold what the server has not. */
  let isWaiting: boolean | undefined;
  let isDisposed = false;
  /** On this connection, the server has been sent all that it lacked. */
  let isAnswered = false;

  let isSilent = false;
  let silence: ReturnType<typeof setTimeout> | undefined;

  /** Begins to listen for the next acknowledgement, as long as one is due. */
  const listen = (): void => {
    clearTimeout(silence);
    isSilent = false;
    if (!provider.wsconnected || ledger.unsent === 0 || isDisposed) return;
    silence = setTimeout(() => {
      isSilent = true;
      tell();
    }, SILENCE_MS);
  };

  const state = (): SaveState => {
    const { unsent } = ledger;
    if (closed) return { kind: 'closed', code: closed, unsent };
    if (!isLoaded) return { kind: 'loading' };
    if (!provider.wsconnected || (isSilent && !trouble)) return { kind: 'offline', unsent };
    if (trouble) return { kind: 'trouble', code: trouble, unsent };
    if (unsent > 0) return { kind: 'sending', unsent };
    return provider.synced && isAnswered && !ledger.isWaiting ? { kind: 'saved' } : { kind: 'loading' };
  };
  const noteWaiting = (now: boolean): void => {
    if (now !== isWaiting) waiting.note(name, now);
    isWaiting = now;
  };
  const tell = (): void => {
    if (isDisposed) return;
    // Where there is no room left, the count is lost and nothing else.
    if (isLocal) local.set(UNSENT, ledger.unsent).catch(() => undefined);
    // Until the copy is read nobody knows what an earlier page left in it.
    if (isLocal || ledger.unsent > 0) noteWaiting(ledger.unsent > 0);
    events.onState(state());
  };

  const send = (update: Uint8Array): void => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, CollabMessage.sync);
    sync.writeUpdate(encoder, update);
    provider.ws?.send(encoding.toUint8Array(encoder));
    ledger.sent();
  };

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === provider || origin === local) return;
    const wasClean = ledger.unsent === 0;
    ledger.changed();
    if (isAnswered) send(update);
    if (wasClean) listen();
    tell();
  });
  provider.messageHandlers[CollabMessage.sync] = (encoder, decoder, _provider, emitSynced) => {
    encoding.writeVarUint(encoder, CollabMessage.sync);
    const kind = sync.readSyncMessage(decoder, encoder, doc, provider);
    // The answer to the server's first step carries everything it lacks. The provider sends it right after this.
    if (kind === sync.messageYjsSyncStep1) {
      ledger.sent();
      isAnswered = true;
    }
    if (emitSynced && kind === sync.messageYjsSyncStep2) provider.synced = true;
  };
  provider.messageHandlers[CollabMessage.saved] = (_encoder, decoder) => {
    ledger.acknowledged(decoding.readVarUint(decoder));
    listen();
    tell();
  };
  provider.messageHandlers[CollabMessage.refused] = (_encoder, decoder) => {
    decoding.readVarUint(decoder);
    events.onRefused(codeIn(decoder));
  };
  provider.messageHandlers[CollabMessage.trouble] = (_encoder, decoder) => {
    const code = decoding.readVarString(decoder);
    trouble = code === '' ? null : isErrorCode(code) ? code : 'document.not-saving';
    tell();
  };
  provider.on('status', ({ status }) => {
    isAnswered = false;
    if (status === 'connected') ledger.connected();
    listen();
    if (status !== 'connecting') trouble = null;
    tell();
  });
  provider.on('sync', (isSynced) => {
    if (isSynced) closed = null;
    tell();
  });
  provider.on('connection-close', (event) => {
    closed = event ? closeCode(event.code) : null;
    tell();
  });

  const begin = (): void => {
    isLoaded = true;
    if (isDisposed) return;
    provider.connect();
    tell();
  };
  const loadedLocally = local.whenSynced.then(async () => {
    const left: unknown = await local.get(UNSENT);
    ledger = new SaveLedger(ledger.unsent + (typeof left === 'number' ? left : 0));
    isLocal = true;
    // Too late to be in the first message of the connection: begin another one.
    if (isLoaded) provider.disconnect();
    begin();
  });
  const patience = setTimeout(begin, LOCAL_PATIENCE_MS);
  // Once it is open it is only a matter of its size.
  void local.opened.then(() => clearTimeout(patience), () => undefined);
  const loaded = loadedLocally.finally(() => clearTimeout(patience));

  const release = documentsInUse.take(personId, path);
  return {
    doc,
    loaded,
    async dispose({ forget } = { forget: false }) {
      if (forget) noteWaiting(false);
      isDisposed = true;
      release();
      clearTimeout(patience);
      clearTimeout(silence);
      uncare();
      provider.destroy();
      await (forget ? local.clearData() : local.destroy());
      // Also ends the awareness' timer, which the provider leaves running.
      doc.destroy();
    },
  };
}

const serverUrl = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${COLLAB_PATH}`;

function codeIn(decoder: decoding.Decoder): ErrorCode {
  const code = decoding.readVarString(decoder);
  return isErrorCode(code) ? code : 'internal';
}

/** Closings after which trying again is of no use. Everything else may pass, also a document that cannot be read today. */
const FINAL: ReadonlySet<number> = new Set([CollabClose.loginRevoked, CollabClose.notFound]);

function closeCode(code: number): ErrorCode | null {
  if (code === CollabClose.loginRevoked) return 'login.revoked';
  if (code === CollabClose.notFound) return 'not-found';
  if (code === CollabClose.unreadable) return 'document.unreadable';
  return null;
}
