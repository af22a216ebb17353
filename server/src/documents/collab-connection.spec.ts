import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { CollabClose } from '@parfocal/shared/protocol';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Author } from '../testing/author.js';
import { CollabConnection } from './collab-connection.js';
import { KEEP_ALIVE_FRAME, readFrame, step1Frame, updateFrame } from './frames.js';
import { LiveDocument } from './live-document.js';
import { drawableBox } from './vetting/annotation-rules.js';
import { DocumentRules } from './vetting/document-rules.js';

/** As much of a WebSocket as a connection uses. */
class TestSocket extends EventEmitter {
  bufferedAmount = 0;
  isPaused = false;
  pings = 0;
  terminated = false;
  closed: number | undefined;
  sent: { frame: Uint8Array; done?: () => void }[] = [];

  send = (frame: Uint8Array, done?: () => void): void => void this.sent.push({ frame, done });
  ping = (): void => void (this.pings += 1);
  pause = (): void => void (this.isPaused = true);
  resume = (): void => void (this.isPaused = false);
  terminate = (): void => void (this.terminated = true);
  close = (code: number): void => void (this.closed = code);
  hear = (frame: Uint8Array): void => void this.emit('message', Buffer.from(frame), true);
}

const stream = { cork: () => undefined, uncork: () => undefined } as unknown as Duplex;

describe('a connection', () => {
  let socket: TestSocket;
  let document: LiveDocument;
  let connection: CollabConnection;
  let woken: number;

  beforeEach(() => {
    jest.useFakeTimers();
    woken = 0;
    socket = new TestSocket();
    document = new LiveDocument('d', { updates: [], seq: 0, snapshotSeq: 0, owners: new Map() }, new DocumentRules(drawableBox({ widthPx: 4096, heightPx: 4096 })));
    const admitted = { loginId: randomUUID(), personId: randomUUID(), name: { caseId: randomUUID(), slideId: randomUUID(), layer: 'case' as const } };
    connection = new CollabConnection(socket as unknown as WebSocket, stream, admitted, () => void (woken += 1));
  });
  afterEach(() => jest.useRealTimers());

  const update = (): Uint8Array => updateFrame(new Author().draw().update);

  it('D1: is not read from before it is let in', () => {
    expect(socket.isPaused).toBe(true);
    connection.start(document, true);
    expect(socket.isPaused).toBe(false);
    expect(readFrame(socket.sent[0]!.frame)).toMatchObject({ kind: 'ask' });
  });

  it('D2: a role that changed while it was let in is the newer one', () => {
    connection.grant(false);
    connection.start(document, true);
    expect(connection.mayWrite).toBe(false);
    connection.grant(true);
    expect(connection.mayWrite).toBe(true);
  });

  it('D14: keeps the stock client from hanging up, and hangs up on who does not answer', () => {
    connection.start(document, true);
    connection.beat();
    expect([socket.pings, socket.sent.at(-1)!.frame]).toEqual([1, KEEP_ALIVE_FRAME]);
    connection.beat();
    socket.emit('pong');
    for (let silent = 0; silent < 3; silent++) connection.beat();
    expect(socket.terminated).toBe(false);
    connection.beat();
    expect(socket.terminated).toBe(true);
  });

  it('D10: who broke the protocol is told why, and cut off if they do not go', () => {
    connection.start(document, true);
    socket.emit('error', new Error('Max payload size exceeded'));
    expect(socket.terminated).toBe(false);
    jest.advanceTimersByTime(3_000);
    expect(socket.terminated).toBe(true);
  });

  it('D14: an update that says nothing is one that Yjs takes for that', () => {
    const { document: copy } = new Author();
    const frame = readFrame(KEEP_ALIVE_FRAME);
    if (frame.kind !== 'content') throw new Error(frame.kind);
    Y.applyUpdate(copy, frame.update);
    expect(Y.encodeStateAsUpdate(copy)).toEqual(frame.update);
  });

  it('D10: a burst waits, and is taken in its order later', () => {
    connection.start(document, true);
    for (let i = 0; i < 200; i++) socket.hear(update());
    expect([woken, socket.isPaused]).toEqual([120, true]);
    jest.advanceTimersByTime(1_000);
    expect(woken).toBeGreaterThanOrEqual(158);
    expect(woken).toBeLessThanOrEqual(161);
    jest.advanceTimersByTime(1_500);
    expect([woken, socket.isPaused]).toEqual([200, false]);
  });

  it('D10: what came before the socket closed still counts; after being put out nothing does', () => {
    connection.start(document, true);
    for (let i = 0; i < 130; i++) socket.hear(update());
    connection.closed();
    expect(woken).toBe(130);
    socket.hear(update());
    expect(woken).toBe(130);
    expect(document.peers.size).toBe(0);
  });

  it('D10: who leaves 8 MiB unread is cut off, but not for the document that is still on its way', () => {
    connection.start(document, true);
    socket.hear(step1Frame(Y.encodeStateVector(new Y.Doc())));
    const answer = socket.sent.at(-1)!;
    expect(connection.isListening).toBe(true);
    socket.bufferedAmount = 8 * 1024 * 1024 + answer.frame.length;
    connection.deliver(KEEP_ALIVE_FRAME);
    expect(socket.terminated).toBe(false);
    answer.done!();
    connection.deliver(KEEP_ALIVE_FRAME);
    expect(socket.terminated).toBe(true);
  });

  it('D10: who asks for everything again and again is put out', () => {
    connection.start(document, true);
    for (let i = 0; i < 6; i++) socket.hear(step1Frame(Y.encodeStateVector(new Y.Doc())));
    expect(socket.closed).toBe(CollabClose.refused);
  });

  it('D10: a length beyond the frame does not read on in the memory behind it', () => {
    const pool = Buffer.from([...updateFrame(new Uint8Array(8)), ...Buffer.from('somebody else')]);
    const frame = pool.subarray(0, 11);
    frame[2] = 20;
    connection.start(document, true);
    socket.emit('message', frame, true);
    expect([woken, socket.closed]).toEqual([0, CollabClose.refused]);
  });
});
