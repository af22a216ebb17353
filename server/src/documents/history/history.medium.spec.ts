import { randomUUID } from 'node:crypto';
import type { HistoryPage } from '@parfocal/shared/api';
import { DocumentUpdate } from '../document.entity.js';
import { BEGAN, StoredDocument } from '../testing/stored-document.js';
import { HISTORY_BOUNDS } from './history-bounds.js';
import { MERGED_MS } from './history-fold.js';
import { HistoryLog } from './history-log.service.js';
import { HistoryRecord, HistoryStart } from './history.entity.js';
import { Timelines } from './timeline.service.js';

describe('the history of a document in the database', () => {
  let stored: StoredDocument;

  beforeAll(async () => {
    stored = await StoredDocument.open();
  });
  beforeEach(() => stored.another());
  afterEach(() => {
    stored.server.app.get(HistoryLog).bounds = HISTORY_BOUNDS;
  });
  afterAll(() => stored.close());

  const page = (wanted: Parameters<Timelines['page']>[1] = {}): Promise<HistoryPage> => stored.server.app.get(Timelines).page(stored.name, wanted);
  const kept = (): Promise<HistoryRecord[]> => stored.database.read.findBy(HistoryRecord, { document: stored.key });
  /** Draws `count` annotations, a minute apart, each of them changed half a minute later. */
  const busy = async (count: number, from = 0): Promise<string[]> => {
    const ids: string[] = [];
    for (let i = from; i < from + count; i++) {
      const { annotation, update } = stored.author.draw({ label: `${i}` });
      ids.push(annotation.id);
      await stored.write(update, BEGAN + i * MERGED_MS);
      await stored.write(stored.author.change(annotation.id, { label: `${i} changed` }), BEGAN + (i + 0.5) * MERGED_MS);
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
    expect([before.next, before.keptSince, await kept()]).toEqual([null, null, []]);
    await stored.restart();
    expect(await page()).toEqual(before);
    await stored.compact();
    expect(await kept()).toHaveLength(3);
    expect(await stored.rows()).toBe(0);
    await stored.restart();
    expect(await page()).toEqual(before);
  });

  it('D20: a row that is stored goes on growing within its minute', async () => {
    const { annotation, update } = stored.author.draw();
    await stored.write(update, BEGAN);
    await stored.compact();
    await stored.write(stored.author.change(annotation.id, { label: 'at once' }), BEGAN + MERGED_MS / 2);
    const shown = await page();
    expect(shown.items.map(({ verb, state }) => [verb, state.label])).toEqual([['created', 'at once']]);
    await stored.compact();
    expect(await kept()).toHaveLength(1);
    expect(await page()).toEqual(shown);
    await stored.write(stored.author.change(annotation.id, { label: 'later' }), BEGAN + MERGED_MS);
    await stored.compact();
    expect((await page()).items.map(({ verb, was }) => [verb, was])).toEqual([['changed', { label: 'at once' }], ['created', null]]);
  });

  it('D21: a compaction that fails loses nothing and doubles nothing', async () => {
    await busy(2);
    const before = await page();
    const history = stored.server.app.get(HistoryLog);
    const keep = history.keep.bind(history);
    // The last statement of the transaction fails, after all rows were written and the log was emptied.
    const failing = jest.spyOn(history, 'keep').mockImplementationOnce(async (manager, ...rest) => {
      await keep(manager, ...rest);
      await manager.delete(DocumentUpdate, { document: stored.key });
      throw new Error('the database went away');
    });
    await expect(stored.compact()).rejects.toThrow('went away');
    expect([await kept(), await stored.rows()]).toEqual([[], 4]);
    expect(await page()).toEqual(before);
    failing.mockRestore();
    await Promise.allSettled([stored.compact(), stored.compact()]);
    expect(await kept()).toHaveLength(2);
    expect(await page()).toEqual(before);
  });

  it('D21: a compaction of rows that are history already is refused', async () => {
    await busy(1);
    const tail = await stored.server.app.get(HistoryLog).tail(stored.key, stored.seq);
    await stored.compact();
    await expect(stored.database.write((manager) => stored.server.app.get(HistoryLog).keep(manager, stored.key, tail))).rejects.toThrow('compacted meanwhile');
    expect(await kept()).toHaveLength(1);
  });

  it('D22: comes in pages that meet, also where one begins in the log and ends in the store', async () => {
    await busy(40);
    await stored.compact();
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
    for (let i = 0; i < 6; i++) await stored.write(stored.author.draw({ kind: 'polygon', geometry: outline, label: `${i}` }).update, BEGAN + i);
    await stored.compact();
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
    await stored.compact();
    await stored.write(stored.author.change(first!, { label: 'again' }), BEGAN + 10 * MERGED_MS);
    expect((await page({ entry: first! })).items.map(({ verb, state }) => [verb, state.label])).toEqual([['changed', 'again'], ['created', '0 changed']]);
    expect((await page({ entry: randomUUID() })).items).toEqual([]);
  });

  it.each([['rows', { rows: 10, bytes: 1e9 }], ['bytes', { rows: 1e9, bytes: 3_000 }]])('D21: beyond so many %s the oldest is dropped, and the time line says from when on it is whole', async (_what, bounds) => {
    stored.server.app.get(HistoryLog).bounds = bounds;
    for (let i = 0; i < 6; i++) {
      await busy(4, 4 * i);
      await stored.compact();
    }
    const records = await kept();
    const { items, keptSince } = await page();
    expect(records.length).toBeLessThanOrEqual(bounds.rows);
    expect(records.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(bounds.bytes);
    expect(items.map(({ state }) => state.label)).toEqual(items.map((_, i) => `${23 - i} changed`));
    expect(keptSince).toBe(items.at(-1)!.at - MERGED_MS);
  });

  it('D21: one row of the log that brings more than is kept stores no more than that', async () => {
    stored.server.app.get(HistoryLog).bounds = { rows: 10, bytes: 1e9 };
    await stored.write(stored.author.sending(() => void Array.from({ length: 100 }, (_, i) => stored.author.draw({ label: `${i}` }))), BEGAN);
    await stored.compact();
    expect((await kept()).length).toBeLessThanOrEqual(10);
    expect((await page()).keptSince).toBe(BEGAN);
  });

  it('D21: a document that was compacted before there was a history says since when it has one', async () => {
    await busy(2);
    await stored.compact();
    await stored.database.write(async (manager) => {
      await manager.delete(HistoryRecord, { document: stored.key });
      await manager.delete(HistoryStart, { document: stored.key });
    });
    const at = (await stored.head()).at;
    expect(await page()).toEqual({ items: [], next: null, keptSince: at });
    await busy(1, 5);
    await stored.compact();
    expect(await page()).toMatchObject({ items: [{ verb: 'created' }], keptSince: at });
  });
});
