import { randomUUID } from 'node:crypto';
import type { HistoryPage } from '@parfocal/shared/api';
import { type DocumentName, documentPath } from '@parfocal/shared/protocol';
import { Author } from '../../testing/author.js';
import { Database } from '../../platform/index.js';
import { startTestServer, type TestPerson, type TestServer } from '../../testing/index.js';
import { DocumentSnapshot, DocumentUpdate } from '../document.entity.js';
import { DocumentLog } from '../document-log.service.js';
import { HISTORY_BOUNDS } from './history-bounds.js';
import { MERGED_MS } from './history-fold.js';
import { HistoryLog } from './history-log.service.js';
import { HistoryRecord, HistoryStart } from './history.entity.js';
import { Timelines } from './timeline.service.js';

const BEGAN = 1_700_000_000_000;

describe('the history of a document in the database', () => {
  let server: TestServer;
  let ana: TestPerson;
  let name: DocumentName;
  let document: string;
  let author: Author;
  /** Rows of the log so far. */
  let seq: number;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
  });
  beforeEach(async () => {
    const { caseId, slideIds } = await server.case(ana);
    name = { caseId, slideId: slideIds[0]!, layer: 'case' };
    document = documentPath(name);
    author = new Author(ana.id);
    seq = 0;
  });
  afterEach(() => {
    server.app.get(HistoryLog).bounds = HISTORY_BOUNDS;
  });
  afterAll(() => server.close());

  const database = (): Database => server.app.get(Database);
  /** A row of the log, as if it had come at that time. */
  const write = async (bytes: Uint8Array, at: number): Promise<void> => {
    seq += 1;
    await database().write((manager) => manager.insert(DocumentUpdate, { document, seq, at, bytes }));
  };
  const compact = (): Promise<void> => server.app.get(DocumentLog).compact(document, seq);
  const page = (wanted: Parameters<Timelines['page']>[1] = {}): Promise<HistoryPage> => server.app.get(Timelines).page(name, wanted);
  const stored = (): Promise<HistoryRecord[]> => database().read.findBy(HistoryRecord, { document });
  /** Draws `count` annotations, a minute apart, each of them changed half a minute later. */
  const busy = async (count: number, from = 0): Promise<string[]> => {
    const ids: string[] = [];
    for (let i = from; i < from + count; i++) {
      const { annotation, update } = author.draw({ label: `${i}` });
      ids.push(annotation.id);
      await write(update, BEGAN + i * MERGED_MS);
      await write(author.change(annotation.id, { label: `${i} changed` }), BEGAN + (i + 0.5) * MERGED_MS);
    }
    return ids;
  };
  const place = (words: string): { seq: number; n: number } => {
    const [first, second] = words.split('.').map(Number);
    return { seq: first!, n: second! };
  };

  it('D20, D21: the time line is the same before a compaction, after it, and after a restart', async () => {
    await busy(3);
    const before = await page();
    expect(before.items.map(({ verb, state }) => [verb, state.label])).toEqual([['created', '2 changed'], ['created', '1 changed'], ['created', '0 changed']]);
    expect([before.next, before.keptSince, await stored()]).toEqual([null, null, []]);
    server = await server.restart();
    expect(await page()).toEqual(before);
    await compact();
    expect(await stored()).toHaveLength(3);
    expect(await database().read.countBy(DocumentUpdate, { document })).toBe(0);
    server = await server.restart();
    expect(await page()).toEqual(before);
  });

  it('D20: a row that is stored goes on growing within its minute', async () => {
    const { annotation, update } = author.draw();
    await write(update, BEGAN);
    await compact();
    await write(author.change(annotation.id, { label: 'at once' }), BEGAN + MERGED_MS / 2);
    const shown = await page();
    expect(shown.items.map(({ verb, state }) => [verb, state.label])).toEqual([['created', 'at once']]);
    await compact();
    expect(await stored()).toHaveLength(1);
    expect(await page()).toEqual(shown);
    await write(author.change(annotation.id, { label: 'later' }), BEGAN + MERGED_MS);
    await compact();
    expect((await page()).items.map(({ verb, was }) => [verb, was])).toEqual([['changed', { label: 'at once' }], ['created', null]]);
  });

  it('D21: a compaction that fails loses nothing and doubles nothing', async () => {
    await busy(2);
    const before = await page();
    const history = server.app.get(HistoryLog);
    const keep = history.keep.bind(history);
    // The last statement of the transaction fails, after all rows were written and the log was emptied.
    const failing = jest.spyOn(history, 'keep').mockImplementationOnce(async (manager, ...rest) => {
      await keep(manager, ...rest);
      await manager.delete(DocumentUpdate, { document });
      throw new Error('the database went away');
    });
    await expect(compact()).rejects.toThrow('went away');
    expect([await stored(), await database().read.countBy(DocumentUpdate, { document })]).toEqual([[], 4]);
    expect(await page()).toEqual(before);
    failing.mockRestore();
    await Promise.allSettled([compact(), compact()]);
    expect(await stored()).toHaveLength(2);
    expect(await page()).toEqual(before);
  });

  it('D21: a compaction of rows that are history already is refused', async () => {
    await busy(1);
    const tail = await server.app.get(HistoryLog).tail(document, seq);
    await compact();
    await expect(database().write((manager) => server.app.get(HistoryLog).keep(manager, document, tail))).rejects.toThrow('compacted meanwhile');
    expect(await stored()).toHaveLength(1);
  });

  it('D22: comes in pages that meet, also where one begins in the log and ends in the store', async () => {
    await busy(40);
    await compact();
    await busy(30, 40);
    const first = await page();
    expect(first.items).toHaveLength(50);
    const second = await page({ before: place(first.next!) });
    expect([second.items.length, second.next]).toEqual([20, null]);
    const labels = [...first.items, ...second.items].map(({ state }) => state.label);
    expect(labels).toEqual(Array.from({ length: 70 }, (_, i) => `${69 - i} changed`));
  });

  it('D22: a page of large outlines is short, and never empty', async () => {
    const outline = Array.from({ length: 30_000 }, (_, i) => 1000 + (i % 977) + 1 / 3);
    for (let i = 0; i < 6; i++) await write(author.draw({ kind: 'polygon', geometry: outline, label: `${i}` }).update, BEGAN + i);
    await compact();
    const labels: unknown[] = [];
    let [next, pages]: [string | null, number] = ['9999.0', 0];
    while (next) {
      const found: HistoryPage = await page({ before: place(next) });
      expect(JSON.stringify(found).length).toBeLessThan(2 * 1024 * 1024);
      labels.push(...found.items.map(({ state }) => state.label));
      next = found.next;
      pages += 1;
    }
    expect(labels).toEqual(['5', '4', '3', '2', '1', '0']);
    expect(pages).toBeGreaterThan(1);
  });

  it('D22: is also that of one annotation', async () => {
    const [first] = await busy(3);
    await compact();
    await write(author.change(first!, { label: 'again' }), BEGAN + 10 * MERGED_MS);
    expect((await page({ entry: first! })).items.map(({ verb, state }) => [verb, state.label])).toEqual([['changed', 'again'], ['created', '0 changed']]);
    expect((await page({ entry: randomUUID() })).items).toEqual([]);
  });

  it.each([['rows', { rows: 10, bytes: 1e9 }], ['bytes', { rows: 1e9, bytes: 3_000 }]])('D21: beyond so many %s the oldest is dropped, and the time line says from when on it is whole', async (_what, bounds) => {
    server.app.get(HistoryLog).bounds = bounds;
    for (let i = 0; i < 6; i++) {
      await busy(4, 4 * i);
      await compact();
    }
    const kept = await stored();
    const { items, keptSince } = await page();
    expect(kept.length).toBeLessThanOrEqual(bounds.rows);
    expect(kept.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(bounds.bytes);
    expect(items.map(({ state }) => state.label)).toEqual(items.map((_, i) => `${23 - i} changed`));
    expect(keptSince).toBe(items.at(-1)!.at - MERGED_MS);
  });

  it('D21: one row of the log that brings more than is kept stores no more than that', async () => {
    server.app.get(HistoryLog).bounds = { rows: 10, bytes: 1e9 };
    await write(author.sending(() => void Array.from({ length: 100 }, (_, i) => author.draw({ label: `${i}` }))), BEGAN);
    await compact();
    expect((await stored()).length).toBeLessThanOrEqual(10);
    expect((await page()).keptSince).toBe(BEGAN);
  });

  it('D21: a document that was compacted before there was a history says since when it has one', async () => {
    await busy(2);
    await compact();
    await database().write(async (manager) => {
      await manager.delete(HistoryRecord, { document });
      await manager.delete(HistoryStart, { document });
    });
    const at = (await database().read.findOneByOrFail(DocumentSnapshot, { document })).at;
    expect(await page()).toEqual({ items: [], next: null, keptSince: at });
    await busy(1, 5);
    await compact();
    expect(await page()).toMatchObject({ items: [{ verb: 'created' }], keptSince: at });
  });
});
