import { jest } from '@jest/globals';
import { CollabClose, CollabMessage, type DocumentName, type ErrorCode } from '@parfocal/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import type { SaveState } from './save-state';
import type { SlideDocument } from './slide-document';
import { FakeWebSocket } from './testing/fake-web-socket';
import { MemoryPersistence } from './testing/memory-persistence';
import { WaitingCopies } from './waiting-copies';

jest.unstable_mockModule('./local-copy', () => ({ LocalCopy: MemoryPersistence }));
const { openSlideDocument } = await import('./slide-document');

const name: DocumentName = { caseId: 'case', slideId: 'slide', layer: 'case' };
const WAITING: DocumentName = { caseId: '00000000-0000-4000-8000-000000000001', slideId: '00000000-0000-4000-8000-000000000002', layer: 'case' };
const framed = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
};
const saved = (count: number): Uint8Array => framed(CollabMessage.saved, (encoder) => encoding.writeVarUint(encoder, count));
const trouble = (code: string): Uint8Array => framed(CollabMessage.trouble, (encoder) => encoding.writeVarString(encoder, code));
const refused = (code: string): Uint8Array => framed(CollabMessage.refused, (encoder) => {
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, code);
});

describe('openSlideDocument', () => {
  let states: SaveState[];
  let refusals: ErrorCode[];
  let opened: SlideDocument[];
  let truth: Y.Doc;

  const open = async (isLoaded = true): Promise<SlideDocument> => {
    const document = openSlideDocument(name, 'ana', { onState: (state) => states.push(state), onRefused: (code) => refusals.push(code) });
    opened.push(document);
    if (isLoaded) await MemoryPersistence.made.at(-1)!.load();
    return document;
  };
  const change = ({ doc }: SlideDocument, value: string): void => void doc.getMap('annotations').set('x', value);
  const line = (): FakeWebSocket => FakeWebSocket.last;
  const step1 = (): void => line().hear(framed(CollabMessage.sync, (encoder) => sync.writeSyncStep1(encoder, truth)));
  const step2 = (): void => line().hear(framed(CollabMessage.sync, (encoder) => sync.writeSyncStep2(encoder, truth)));
  const reconnected = (): void => {
    line().open();
    step1();
    step2();
  };
  const connected = (): void => {
    reconnected();
    line().hear(saved(1));
  };
  /** What went out with content, applied to the server's copy: the kinds of sync messages. */
  const contents = (on = line()): number[] => {
    const kinds: number[] = [];
    for (const bytes of on.sent) {
      const decoder = decoding.createDecoder(bytes);
      if (decoding.readVarUint(decoder) !== CollabMessage.sync) continue;
      const kind = decoding.peekVarUint(decoder);
      if (kind !== sync.messageYjsSyncStep1) kinds.push(kind);
      sync.readSyncMessage(decoder, encoding.createEncoder(), truth, 'server');
    }
    return kinds;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    globalThis.WebSocket = FakeWebSocket as unknown as typeof WebSocket;
    FakeWebSocket.made = [];
    MemoryPersistence.made = [];
    MemoryPersistence.stores.clear();
    localStorage.clear();
    [states, refusals, opened, truth] = [[], [], [], new Y.Doc()];
  });
  afterEach(async () => {
    await Promise.all(opened.map((document) => document.dispose()));
    jest.useRealTimers();
  });

  it('connects once the copy of this machine is there', async () => {
    await open(false);
    expect(FakeWebSocket.made).toEqual([]);
    await MemoryPersistence.made[0]!.load();
    expect(line().url).toBe('ws://localhost/collab/case/slide/case');
  });

  it('does without the copy of this machine where the browser never gives it', async () => {
    await open(false);
    jest.advanceTimersByTime(3_000);
    connected();
    expect(states.at(-1)).toEqual({ kind: 'saved' });
  });

  it('waits for a copy that the browser gave, however long it takes to read', async () => {
    await open(false);
    MemoryPersistence.made[0]!.open();
    await Promise.resolve();
    jest.advanceTimersByTime(60_000);
    expect(FakeWebSocket.made).toEqual([]);
    await MemoryPersistence.made[0]!.load();
    expect(FakeWebSocket.made).toHaveLength(1);
  });

  it('D27: is remembered as waiting for as long as its copy holds what the server has not', async () => {
    const waiting = new WaitingCopies('ana');
    const document = openSlideDocument(WAITING, 'ana', { onState: (state) => states.push(state), onRefused: () => undefined });
    opened.push(document);
    await MemoryPersistence.made.at(-1)!.load();
    expect(waiting.names).toEqual([]);
    change(document, 'drawn without a line');
    expect(waiting.names).toEqual([WAITING]);
    expect(new WaitingCopies('ben').names).toEqual([]);
    await document.dispose();
    expect(waiting.names).toEqual([WAITING]);

    opened.push(openSlideDocument(WAITING, 'ana', { onState: (state) => states.push(state), onRefused: () => undefined }));
    await MemoryPersistence.made.at(-1)!.load();
    expect(waiting.names).toEqual([WAITING]);
    connected();
    expect(states.at(-1)).toEqual({ kind: 'saved' });
    expect(waiting.names).toEqual([]);
  });

  it('D27: is not remembered once its copy is given up', async () => {
    const document = openSlideDocument(WAITING, 'ana', { onState: () => undefined, onRefused: () => undefined });
    await MemoryPersistence.made.at(-1)!.load();
    change(document, 'refused');
    await document.dispose({ forget: true });
    expect(new WaitingCopies('ana').names).toEqual([]);
  });

  it('begins another connection for a copy that comes late, so that what it holds is sent', async () => {
    const stored = new Y.Doc();
    stored.getMap('annotations').set('x', 'offline');
    MemoryPersistence.stores.set('parfocal/ana/case/slide/case', { updates: [Y.encodeStateAsUpdate(stored)], custom: new Map([['unsent', 1]]) });
    await open(false);
    jest.advanceTimersByTime(3_000);
    connected();
    await MemoryPersistence.made[0]!.load();
    jest.advanceTimersByTime(1_000);
    connected();
    contents();
    expect(truth.getMap('annotations').get('x')).toBe('offline');
    expect(states.at(-1)).toEqual({ kind: 'saved' });
  });

  it('keeps one copy a person', async () => {
    await open();
    expect([...MemoryPersistence.stores.keys()]).toEqual(['parfocal/ana/case/slide/case']);
  });

  it('D3: is saved once the server has acknowledged all, also where nothing is known to be unsent', async () => {
    await open();
    reconnected();
    expect(states.at(-1)).toEqual({ kind: 'loading' });
    line().hear(saved(1));
    expect(states.at(-1)).toEqual({ kind: 'saved' });
  });

  it('D3: counts a change as sending until it is acknowledged', async () => {
    const document = await open();
    connected();
    change(document, 'a');
    expect(states.at(-1)).toEqual({ kind: 'sending', unsent: 1 });
    expect(contents()).toEqual([sync.messageYjsSyncStep2, sync.messageYjsUpdate]);
    line().hear(saved(2));
    expect(states.at(-1)).toEqual({ kind: 'saved' });
  });

  it('does not send back what came from the server', async () => {
    const document = await open();
    connected();
    truth.getMap('annotations').set('x', 'theirs');
    line().hear(framed(CollabMessage.sync, (encoder) => sync.writeUpdate(encoder, Y.encodeStateAsUpdate(truth))));
    expect(document.doc.getMap('annotations').get('x')).toBe('theirs');
    expect(contents()).toEqual([sync.messageYjsSyncStep2]);
    expect(states.at(-1)).toEqual({ kind: 'saved' });
  });

  describe('without a line', () => {
    it('counts what is drawn, and sends all of it with the first answer', async () => {
      const document = await open();
      connected();
      line().end();
      change(document, 'a');
      change(document, 'b');
      expect(states.at(-1)).toEqual({ kind: 'offline', unsent: 2 });
      jest.advanceTimersByTime(3_000);
      reconnected();
      expect(states.at(-1)).toEqual({ kind: 'sending', unsent: 2 });
      expect(contents()).toEqual([sync.messageYjsSyncStep2]);
      expect(truth.getMap('annotations').get('x')).toBe('b');
      line().hear(saved(1));
      expect(states.at(-1)).toEqual({ kind: 'saved' });
    });

    it('is told as offline when an acknowledgement does not come, though the socket says nothing yet', async () => {
      const document = await open();
      connected();
      change(document, 'a');
      expect(states.at(-1)).toEqual({ kind: 'sending', unsent: 1 });
      jest.advanceTimersByTime(3_000);
      change(document, 'b');
      jest.advanceTimersByTime(1_000);
      expect(states.at(-1)).toEqual({ kind: 'offline', unsent: 2 });
      line().hear(saved(3));
      expect(states.at(-1)).toEqual({ kind: 'saved' });
    });

    it('D8: sends no change that builds on what the server lacks, until that is sent', async () => {
      const document = await open();
      connected();
      line().end();
      change(document, 'a');
      jest.advanceTimersByTime(3_000);
      line().open();
      change(document, 'b');
      expect(contents()).toEqual([]);
      step1();
      step2();
      change(document, 'c');
      expect(contents()).toEqual([sync.messageYjsSyncStep2, sync.messageYjsUpdate]);
      expect(truth.getMap('annotations').get('x')).toBe('c');
      line().hear(saved(1));
      expect(states.at(-1)).toEqual({ kind: 'sending', unsent: 1 });
    });

    it('remembers over pages how much is unsent', async () => {
      const first = await open();
      change(first, 'a');
      await first.dispose();
      const second = await open();
      expect(second.doc.getMap('annotations').get('x')).toBe('a');
      expect(states.at(-1)).toEqual({ kind: 'offline', unsent: 1 });
      connected();
      expect(states.at(-1)).toEqual({ kind: 'saved' });
    });

    it('counts what is drawn before the copy of this machine is there', async () => {
      const document = await open(false);
      change(document, 'a');
      await MemoryPersistence.made[0]!.load();
      expect(states.at(-1)).toEqual({ kind: 'offline', unsent: 1 });
    });
  });

  it('D3: tells of a refusal by its code', async () => {
    await open();
    connected();
    line().hear(refused('document.author'));
    line().hear(refused('no such code'));
    expect(refusals).toEqual(['document.author', 'internal']);
  });

  it('D11: tells when saving is held up, until it goes on', async () => {
    const document = await open();
    connected();
    change(document, 'a');
    line().hear(trouble('storage.full'));
    expect(states.at(-1)).toEqual({ kind: 'trouble', code: 'storage.full', unsent: 1 });
    line().hear(trouble('a newer code'));
    expect(states.at(-1)).toEqual({ kind: 'trouble', code: 'document.not-saving', unsent: 1 });
    line().hear(trouble(''));
    expect(states.at(-1)).toEqual({ kind: 'sending', unsent: 1 });
  });

  it('D11: does not take the trouble of one connection for that of the next', async () => {
    await open();
    connected();
    line().hear(trouble('storage.full'));
    line().end();
    jest.advanceTimersByTime(3_000);
    connected();
    expect(states.at(-1)).toEqual({ kind: 'saved' });
  });

  describe('a connection that the server ends', () => {
    it.each([[CollabClose.loginRevoked, 'login.revoked'], [CollabClose.notFound, 'not-found']])('D2: by %d is over, and stays so', async (code, said) => {
      await open();
      connected();
      line().end(code);
      jest.advanceTimersByTime(60_000);
      expect(states.at(-1)).toEqual({ kind: 'closed', code: said, unsent: 0 });
      expect(FakeWebSocket.made).toHaveLength(1);
    });

    it('D12: for want of a readable document is tried again, and is well once it can be read', async () => {
      await open();
      line().open();
      line().end(CollabClose.unreadable);
      expect(states.at(-1)).toEqual({ kind: 'closed', code: 'document.unreadable', unsent: 0 });
      jest.advanceTimersByTime(3_000);
      connected();
      expect(states.at(-1)).toEqual({ kind: 'saved' });
    });

    it.each([CollabClose.refused, CollabClose.tooLarge, 1012])('by %d is made again', async (code) => {
      await open();
      connected();
      line().end(code);
      jest.advanceTimersByTime(3_000);
      expect(FakeWebSocket.made).toHaveLength(2);
    });
  });

  it('is silent once disposed of, and leaves no timer behind', async () => {
    const document = await open();
    connected();
    const before = states.length;
    await document.dispose();
    change(document, 'a');
    jest.advanceTimersByTime(60_000);
    expect(states).toHaveLength(before);
    expect(FakeWebSocket.made).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
    expect(MemoryPersistence.stores.size).toBe(1);
  });

  it('forgets the copy of this machine when asked to', async () => {
    const document = await open();
    await document.dispose({ forget: true });
    expect(MemoryPersistence.stores.size).toBe(0);
  });
});
