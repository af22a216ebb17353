import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { annotationsOf } from '@parfocal/shared/annotation';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { Author } from '../testing/author.js';
import { NOTHING, rules, TestLog, TestPeer } from './testing/documents-doubles.js';
import type { DocumentLog } from './document-log.service.js';
import { DocumentTick } from './document-tick.service.js';
import { LiveDocument } from './live-document.js';

const diskFull = Object.assign(new Error('full'), { driverError: { code: 'SQLITE_FULL' } });
const away = Object.assign(new Error('away'), { driverError: { code: '57P01' } });

describe('a document and its tick', () => {
  let log: TestLog;
  let tick: DocumentTick;
  let document: LiveDocument;
  let [ana, ben]: TestPeer[] = [];

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => {
    jest.useFakeTimers();
    log = new TestLog();
    tick = new DocumentTick(log as unknown as DocumentLog);
    document = new LiveDocument(randomUUID(), NOTHING, rules());
    [ana, ben] = [new TestPeer(tick, document), new TestPeer(tick, document)];
  });
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
  const shown = (): object => annotationsOf(document.view.document).toJSON();
  const logged = (): object => annotationsOf(new LiveDocument('again', { ...NOTHING, updates: log.rows.map(({ bytes }) => bytes) }, rules()).view.document).toJSON();

  it('D13: what came in one tick is one row, one frame and one acknowledgement each', async () => {
    ana!.send(ana!.author.draw().update);
    await pass(0);
    expect(log.appends).toBe(1);
    for (let i = 0; i < 5; i++) ana!.send(ana!.author.draw().update);
    ben!.send(ben!.author.draw().update);
    await pass(32);
    expect(log.appends).toBe(1);
    await pass(1);
    expect(log.rows.map(({ seq }) => seq)).toEqual([1, 2]);
    expect([ana!.saved, ben!.saved]).toEqual([[1, 6], [1]]);
    expect([ana!.updates.length, ben!.updates.length]).toEqual([1, 2]);
    expect(Object.keys(shown())).toHaveLength(7);
    expect(logged()).toEqual(shown());
  });

  it('D4: nothing is shown or acknowledged before it is on disk', async () => {
    let open = (): void => undefined;
    log.gate = new Promise((resolve) => (open = resolve));
    ana!.send(ana!.author.draw().update);
    await pass(1_000);
    expect([shown(), ana!.frames, ben!.frames]).toEqual([{}, [], []]);
    open();
    await pass(0);
    expect(Object.keys(shown())).toHaveLength(1);
    expect([ana!.saved, ben!.updates.length]).toEqual([[1], 1]);
  });

  it('D4: repeated content is acknowledged once it is on disk, not before', async () => {
    const { update } = ana!.author.draw();
    log.failure = diskFull;
    ana!.send(update);
    await pass(0);
    ana!.send(update);
    await pass(200);
    expect(ana!.saved).toEqual([]);
    log.failure = undefined;
    await pass(300);
    expect(ana!.saved.at(-1)).toBe(2);
    expect(log.rows).toHaveLength(1);
  });

  it.each([
    ['a full disk', diskFull, 'storage.full'],
    ['a database that is away', away, 'document.not-saving'],
    ['whatever else', new Error('whatever'), 'document.not-saving'],
  ])('D11: %s is told, and what came is kept and stored later', async (_what, failure, code) => {
    log.failure = failure;
    const { annotation, update } = ana!.author.draw();
    ana!.send(update);
    await pass(100);
    ana!.send(ana!.author.change(annotation.id, { label: 'later' }));
    await pass(10_000);
    expect([ana!.troubles, ben!.troubles]).toEqual([[code], [code]]);
    expect([ana!.saved, shown()]).toEqual([[], {}]);
    const late = new TestPeer(tick, document);
    expect(late.troubles).toEqual([code]);
    log.failure = undefined;
    await pass(5_000);
    expect(ana!.troubles).toEqual([code, '']);
    expect(ana!.saved.at(-1)).toBe(2);
    expect(logged()).toEqual(shown());
    expect(shown()).toMatchObject({ [annotation.id]: { label: 'later' } });
  });

  it('D11: tries again after waits that double up to five seconds', async () => {
    log.failure = away;
    ana!.send(ana!.author.draw().update);
    await pass(0);
    const at: number[] = [];
    for (let ms = 50; ms <= 20_000; ms += 50) {
      const before = log.appends;
      await pass(50);
      if (log.appends > before) at.push(ms);
    }
    const waits = at.map((ms, i) => ms - (at[i - 1] ?? 0));
    expect(waits.map((ms) => Math.round(ms / 250) * 250)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('D11: a database that hangs is told as well', async () => {
    log.gate = new Promise(() => undefined);
    ana!.send(ana!.author.draw().update);
    await pass(3_100);
    expect(ben!.troubles).toEqual(['document.not-saving']);
  });

  it('D11: one document that cannot be stored does not hold up the others', async () => {
    const other = new LiveDocument(randomUUID(), NOTHING, rules());
    const eve = new TestPeer(tick, other);
    const append = log.append.bind(log);
    log.append = (entries) => (entries.some((entry) => entry.document === document.key) ? Promise.reject(new Error('no')) : append(entries));
    ana!.send(ana!.author.draw().update);
    eve.send(eve.author.draw().update);
    await pass(0);
    expect([ana!.saved, eve.saved]).toEqual([[], [1]]);
    expect([ana!.troubles, eve.troubles]).toEqual([['document.not-saving'], []]);
  });

  it('D11: beyond 4 MiB waiting there is no room, and senders are told when there is again', async () => {
    log.failure = diskFull;
    ana!.send(ana!.author.draw().update);
    await pass(0);
    for (let i = 0; i < 40; i++) ben!.send(new Uint8Array(100 * 1024));
    expect(document.isFull).toBe(false);
    for (let i = 0; i < 2; i++) ben!.send(new Uint8Array(100 * 1024));
    expect(document.isFull).toBe(true);
    log.failure = undefined;
    await pass(1_000);
    expect(document.isFull).toBe(false);
    expect(ana!.flows).toBeGreaterThan(0);
  });

  it('D13: a row that somebody else wrote sends everyone away to load again', async () => {
    log.rows.push({ document: document.key, seq: 1, bytes: new Uint8Array([0, 0]), claims: new Map() });
    ana!.send(ana!.author.draw().update);
    await pass(0);
    expect([ana!.closed, ben!.closed]).toEqual([1012, 1012]);
    expect([ana!.saved, shown()]).toEqual([[], {}]);
    ana!.send(ana!.author.draw().update);
    await pass(100);
    expect(log.rows).toHaveLength(1);
  });

  it('D13: a row is of a modest size, however much waits', async () => {
    const outline = Array.from({ length: 4_000 }, (_, i) => 1000 + (i % 977) + 1 / 3);
    for (let i = 0; i < 20; i++) ana!.send(ana!.author.draw({ kind: 'polygon', geometry: outline }).update);
    await pass(1_000);
    expect(log.rows.length).toBeGreaterThan(2);
    for (const { bytes } of log.rows) expect(bytes.length).toBeLessThan(300 * 1024);
    expect([Object.keys(shown()).length, ana!.saved.at(-1)]).toEqual([20, 20]);
    expect(logged()).toEqual(shown());
  });

  it('D25: who draws first in a large document waits for a copy of it, and the others do not', async () => {
    jest.useRealTimers();
    const author = new Author();
    const update = author.sending((own) => own.transact(() => void Array.from({ length: 1_200 }, () => author.draw())));
    const large = new LiveDocument('large', { ...NOTHING, updates: [update], seq: 1, owners: new Map([[author.document.clientID, author.personId]]) }, rules());
    const eve = new TestPeer(tick, large);
    eve.send(eve.author.draw().update);
    expect(large.needsCopy).toBe(true);
    ana!.send(ana!.author.draw().update);
    const before = performance.now();
    while (ana!.saved.length === 0 || eve.saved.length === 0) {
      expect(performance.now() - before).toBeLessThan(20_000);
      // Nothing is shown of what is not on disk, nor while the copy is made.
      expect([annotationsOf(large.view.document).size]).toEqual([eve.saved.length === 0 ? 1_200 : 1_201]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(log.rows.map((row) => row.document)).toEqual([document.key, 'large']);
    eve.send(eve.author.draw().update);
    expect(large.needsCopy).toBe(false);
  }, 30_000);

  it('D13: five hundred rows become a snapshot', async () => {
    const { annotation, update } = ana!.author.draw();
    ana!.send(update);
    for (let i = 0; i < 501; i++) {
      await pass(40);
      ana!.send(ana!.author.change(annotation.id, { label: String(i) }));
    }
    await pass(40);
    expect(log.compactions).toEqual([500]);
    expect(document.tail.rows).toBe(2);
  });

  it('D13: a few rows become a snapshot as well a quarter of an hour after the first, when the next comes', async () => {
    ana!.send(ana!.author.draw().update);
    await pass(14 * 60_000);
    ana!.send(ana!.author.draw().update);
    await pass(60_000);
    expect(log.compactions).toEqual([]);
    ana!.send(ana!.author.draw().update);
    await pass(40);
    expect(log.compactions).toEqual([3]);
    expect(document.tail.rows).toBe(0);
    ana!.send(ana!.author.draw().update);
    await pass(14 * 60_000);
    expect(log.compactions).toEqual([3]);
  });

  it('D9: a refusal in the middle takes nothing else with it', async () => {
    const update = ana!.author.draw().update;
    ana!.send(update);
    ben!.send(ben!.author.draw({ colour: 77 }).update);
    ana!.send(ana!.author.draw().update);
    await pass(0);
    expect(ben!.refused).toEqual([{ count: 1, code: 'document.malformed' }]);
    expect([ana!.saved, ben!.saved]).toEqual([[2], [1]]);
    expect(Object.keys(shown())).toHaveLength(2);
  });

  it('D2: who loses the right to write loses it for what waits, too', async () => {
    ana!.send(ana!.author.draw().update);
    ana!.mayWrite = false;
    await pass(0);
    expect(ana!.refused).toEqual([{ count: 1, code: 'document.read-only' }]);
    expect(shown()).toEqual({});
  });

  it('D15: flush stores what waits', async () => {
    ana!.send(ana!.author.draw().update);
    await pass(0);
    ana!.send(ana!.author.draw().update);
    const flushed = tick.flush(5_000);
    await pass(100);
    await flushed;
    expect(ana!.saved.at(-1)).toBe(2);
  });

  it('D4: newcomers share one encoding, and what came since follows it', async () => {
    ana!.send(ana!.author.draw().update);
    await pass(0);
    const empty = Y.encodeStateVector(new Y.Doc());
    const first = document.view.answer(empty);
    ana!.send(ana!.author.draw().update);
    await pass(40);
    const second = document.view.answer(empty);
    expect(second[0]).toBe(first[0]);
    const newcomer = new Author();
    newcomer.receive(...second.map((frame) => decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2)))));
    expect(annotationsOf(newcomer.document).toJSON()).toEqual(shown());
  });
});
