/**
 * Someone who draws, as a raw WebSocket and a Yjs document: a hundred complete clients, each taking in what the others
 * draw, would take more of the machine than what they measure.
 */
import { randomUUID } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { addAnnotation, changeAnnotation } from '../../shared/dist/annotation/index.js';
import { CollabMessage } from '../../shared/dist/protocol/index.js';
import { PLAIN } from '../reference/peers.mjs';

const [STEP_1, STEP_2, UPDATE] = [0, 1, 2];
/** With which Hocuspocus answers each message of ours, once it is in memory. */
const SYNC_STATUS = 8;

const sync = (step, body) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, CollabMessage.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, body);
});

export class Drawer {
  #document = new Y.Doc();
  #socket;
  #ready;
  id = randomUUID();
  /** Content messages sent on this connection, and how many of them are on disk. */
  sent = 0;
  saved = 0;
  updateBytes = 0;

  /**
   * `onState(update)`: the document at joining; `onUpdate(update)`: what the others drew since; `onSaved(count)`; `onRefused(code)`; `onClose(code)`
   *
   * @param dialect how the server's wire differs from y-websocket's (bench/reference/peers.mjs)
   */
  constructor(person, { onState, onUpdate, onSaved, onRefused, onClose } = {}, dialect = PLAIN) {
    Object.assign(this, { person, onState, onUpdate, onSaved, onRefused, onClose, dialect });
    this.#document.on('update', (update) => this.#send(update));
  }

  get clientId() {
    return this.#document.clientID;
  }

  /** Resolves once the document has been received, or from who keeps none, once the line is open. */
  async join(url) {
    this.#socket = new WebSocket(url, { headers: { cookie: this.person.cookie }, perMessageDeflate: false });
    this.#socket.on('message', (data) => this.#hear(data.subarray(this.dialect.prefix.length)));
    this.#socket.on('close', (code) => this.onClose?.(code));
    await new Promise((done, fail) => {
      this.#ready = done;
      this.#socket.on('error', fail);
      this.#socket.on('open', () => {
        if (this.dialect.mute) return done();
        if (this.dialect.opening) this.#say(this.dialect.opening);
        this.#say(sync(STEP_1, Y.encodeStateVector(new Y.Doc())));
      });
    });
  }

  draw(id = this.id) {
    const fields = { kind: 'rectangle', geometry: [50_000, 50_000, 120, 80, 0.5], label: '', note: '', colour: 1, author: this.person.id, createdAt: Date.now() };
    addAnnotation(this.#document, { id, ...fields }, this);
  }

  /** Many shapes in one message. @param {{ id: string, kind: string, geometry: number[] }[]} shapes */
  drawMany(shapes) {
    const fields = { label: '', note: '', author: this.person.id, createdAt: Date.now() };
    this.#document.transact(() => shapes.forEach((shape, i) => addAnnotation(this.#document, { colour: i % 6, ...shape, ...fields }, this)));
  }

  /** Moves the annotation a little and writes `sequence` on it. */
  change(sequence) {
    changeAnnotation(this.#document, this.id, { geometry: [50_000 + (sequence % 500), 50_000.25, 120, 80, 0.5], label: String(sequence) }, this);
  }

  reshape(geometry) {
    changeAnnotation(this.#document, this.id, { geometry }, this);
  }

  /** Stays, and reads no more. */
  pause() {
    this.#socket.pause();
  }

  close() {
    this.#socket?.removeAllListeners('close');
    this.#socket?.terminate();
    this.#document.destroy();
  }

  #send(update) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.sent += 1;
    this.updateBytes = update.length;
    this.#say(sync(UPDATE, update));
  }

  #say(message) {
    const { prefix } = this.dialect;
    this.#socket.send(prefix.length > 0 ? Buffer.concat([prefix, message]) : message);
  }

  #hear(data) {
    const type = data[0];
    if (type === CollabMessage.sync) {
      if (data[1] === STEP_2) {
        this.onState?.(decoding.readVarUint8Array(decoding.createDecoder(data.subarray(2))));
        this.#ready();
      } else if (data[1] === UPDATE && this.onUpdate) this.onUpdate(decoding.readVarUint8Array(decoding.createDecoder(data.subarray(2))));
    } else if (type === SYNC_STATUS) this.onSaved?.(++this.saved);
    else if (type === CollabMessage.saved) {
      this.saved = decoding.readVarUint(decoding.createDecoder(data.subarray(1)));
      this.onSaved?.(this.saved);
    } else if (type === CollabMessage.refused) {
      const decoder = decoding.createDecoder(data.subarray(1));
      this.onRefused?.(decoding.readVarUint(decoder) && decoding.readVarString(decoder));
    }
  }
}

/** Who wrote which numbers in an update: `[client, sequence]` of every label. */
export function labelsIn(update) {
  return Y.decodeUpdate(update).structs.flatMap(({ id, content }) => {
    const value = content instanceof Y.ContentAny ? content.arr[0] : undefined;
    return typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? [[id.client, Number(value)]] : [];
  });
}
