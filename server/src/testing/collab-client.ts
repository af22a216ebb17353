import { once } from 'node:events';
import { type AnnotationChange, addAnnotation, type Annotation, changeAnnotation, listAnnotations, removeAnnotation } from '@parfocal/shared/annotation';
import { COLLAB_PATH, CollabMessage, type DocumentName, documentPath } from '@parfocal/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { rectangle } from './author.js';
import type { TestPerson } from './test-server.js';

export interface Collab {
  /** Of the server, `http://…`. */
  readonly url: string;
  readonly person: Pick<TestPerson, 'id' | 'cookie'>;
  readonly name: DocumentName;
}

export const collabUrl = (url: string): string => `${url.replace('http', 'ws')}${COLLAB_PATH}`;

/** The stock y-websocket client, with the two headers that a browser would send by itself. */
export class CollabClient {
  readonly document = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** Messages with content sent on the present connection, and what the server said of them. */
  sent = 0;
  saved = 0;
  readonly refused: { count: number; code: string }[] = [];
  trouble = '';
  closes: number[] = [];

  constructor(private readonly at: Collab) {
    this.provider = new WebsocketProvider(collabUrl(at.url), documentPath(at.name), this.document, { disableBc: true, WebSocketPolyfill: this.socketClass(), maxBackoffTime: 100 });
    this.provider.messageHandlers[CollabMessage.saved] = (_encoder, decoder) => void (this.saved = decoding.readVarUint(decoder));
    this.provider.messageHandlers[CollabMessage.refused] = (_encoder, decoder) => void this.refused.push({ count: decoding.readVarUint(decoder), code: decoding.readVarString(decoder) });
    this.provider.messageHandlers[CollabMessage.trouble] = (_encoder, decoder) => void (this.trouble = decoding.readVarString(decoder));
    this.provider.on('connection-close', (event) => void this.closes.push(event?.code ?? 0));
  }

  get annotations(): Annotation[] {
    return listAnnotations(this.document);
  }

  get isSynced(): boolean {
    return this.provider.synced;
  }

  /** Everything sent so far is on the server's disk. */
  get isSaved(): boolean {
    return this.provider.synced && this.sent > 0 && this.saved === this.sent;
  }

  draw(change: Partial<Annotation> = {}): Annotation {
    const annotation = rectangle(this.at.person.id, change);
    addAnnotation(this.document, annotation, this);
    return annotation;
  }

  change(id: string, change: AnnotationChange): void {
    changeAnnotation(this.document, id, change, this);
  }

  remove(id: string): void {
    removeAnnotation(this.document, id, this);
  }

  destroy(): void {
    this.provider.destroy();
    this.document.destroy();
  }

  private socketClass(): typeof globalThis.WebSocket {
    const { at } = this;
    const begin = (): void => void (this.saved = this.sent = 0);
    const count = (data: unknown): void => {
      if (data instanceof Uint8Array && data[0] === CollabMessage.sync && data[1] !== 0) this.sent += 1;
    };
    return class extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { cookie: at.person.cookie, origin: at.url } });
        this.on('open', begin);
      }

      override send(data: never): void {
        count(data);
        super.send(data);
      }
    } as unknown as typeof globalThis.WebSocket;
  }
}

/** A socket of the documents lane without any client behind it. */
export class RawCollab {
  readonly frames: Uint8Array[] = [];
  close: { code: number; reason: string } | undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.frames.push(new Uint8Array(data as Buffer)));
    socket.on('close', (code, reason) => (this.close = { code, reason: String(reason) }));
    socket.on('error', () => undefined);
  }

  static async open({ url, person, name }: Collab): Promise<RawCollab> {
    const raw = new RawCollab(new WebSocket(`${collabUrl(url)}/${documentPath(name)}`, { headers: { cookie: person.cookie, origin: url } }));
    await once(raw.socket, 'open');
    return raw;
  }

  /** The HTTP status with which an upgrade is refused; 101 if it is not. */
  static status(url: string, path: string, headers: Record<string, string>): Promise<number> {
    const socket = new WebSocket(`${collabUrl(url)}/${path}`, { headers });
    return new Promise((answer, fail) => {
      socket.on('open', () => (socket.terminate(), answer(101)));
      socket.on('unexpected-response', (request, response) => (request.destroy(), answer(response.statusCode ?? 0)));
      socket.on('error', fail);
    });
  }

  /** `step`: 0 asks, 1 answers, 2 updates. */
  sync(step: 0 | 1 | 2, body: Uint8Array): void {
    this.socket.send(encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, CollabMessage.sync);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, body);
    }));
  }

  /** What it was refused, as far as it was told. */
  get refusals(): { count: number; code: string }[] {
    return this.ofType(CollabMessage.refused).map((decoder) => ({ count: decoding.readVarUint(decoder), code: decoding.readVarString(decoder) }));
  }

  get saved(): number {
    return Math.max(0, ...this.ofType(CollabMessage.saved).map(decoding.readVarUint));
  }

  private ofType(type: number): decoding.Decoder[] {
    return this.frames.map((frame) => decoding.createDecoder(frame)).filter((decoder) => decoding.readVarUint(decoder) === type);
  }
}
