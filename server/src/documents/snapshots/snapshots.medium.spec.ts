import { addAnnotation, annotationsOf } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { rectangle } from '../../testing/author.js';
import { DocumentSnapshotPart, DocumentUpdate } from '../document.entity.js';
import { Documents } from '../documents.service.js';
import { Timelines } from '../history/timeline.service.js';
import { StoredDocument } from '../testing/stored-document.js';

/** In one string: thousands of fields are compared at once. */
const shown = (document: Y.Doc): string => JSON.stringify(Object.entries(annotationsOf(document).toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Three pieces of a snapshot, and a little. */
const MANY = 1_600;

describe('the snapshot of a document', () => {
  let stored: StoredDocument;

  beforeAll(async () => {
    stored = await StoredDocument.open();
  });
  beforeEach(() => stored.another());
  afterAll(() => stored.close());

  const drawMany = (count: number): Promise<void> => stored.write(stored.author.sending((own) => own.transact(() => {
    for (let i = 0; i < count; i++) addAnnotation(own, rectangle(stored.ana.id, { label: `${i}` }), stored.author);
  })));
  /** What a server that starts makes of what is stored. */
  const loaded = async (): Promise<string> => {
    const { updates } = await stored.log.load(stored.key);
    const copy = new Y.Doc();
    for (const update of updates) {
      Y.applyUpdate(copy, update);
      expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null]);
    }
    return shown(copy);
  };
  const drawn = (): string => shown(stored.author.document);

  it('D26: lies in parts of a modest size, each of which builds only on those before it', async () => {
    await drawMany(MANY);
    await stored.compact();
    expect(await stored.rows()).toBe(0);
    const [head, its] = [await stored.head(), await stored.parts()];
    expect([head.generation, head.parts, head.whole, its.length]).toEqual([1, its.length, its.length, its.length]);
    expect(its.length).toBeGreaterThan(3);
    for (const { bytes } of its) expect(bytes.length).toBeLessThan(300 * 1024);
    expect(await loaded()).toBe(drawn());
  });

  it('D26: is added to, and written anew when what was added is as much as it began with', async () => {
    await drawMany(MANY);
    await stored.compact();
    const { whole } = await stored.head();
    const ids = [...annotationsOf(stored.author.document).keys()];
    for (let i = 0; (await stored.head()).generation === 1; i++) {
      expect(i).toBeLessThan(20);
      const before = await stored.parts();
      await stored.write(stored.author.change(ids[i]!, { label: 'changed' }));
      await stored.write(stored.author.remove(ids[i + 100]!));
      await stored.compact();
      const [{ generation, seq }, after] = [await stored.head(), await stored.parts()];
      expect([seq, await stored.rows(), await loaded()]).toEqual([stored.seq, 0, drawn()]);
      if (generation === 1) expect(after.slice(0, before.length)).toEqual(before);
      else expect([after.length, after.every((part) => part.generation === seq)]).toEqual([whole, true]);
    }
    expect((await stored.server.app.get(Timelines).page(stored.name, {})).items.length).toBeGreaterThan(0);
    await stored.restart();
    expect(await stored.server.app.get(Documents).annotationsOf(stored.name)).toHaveLength(annotationsOf(stored.author.document).size);
  });

  it('D26: one of before there were parts is read as ever, and replaced by parts', async () => {
    await drawMany(3);
    const bytes = Y.encodeStateAsUpdate(stored.author.document);
    await stored.database.write(async (manager) => {
      await manager.query(`INSERT INTO document_snapshot (document, seq, at, bytes) VALUES (${stored.database.isEmbedded ? '?, ?, ?, ?' : '$1, $2, $3, $4'})`, [stored.key, 1, 5, Buffer.from(bytes)]);
      await manager.delete(DocumentUpdate, { document: stored.key });
    });
    expect(await loaded()).toBe(drawn());
    expect(await stored.server.app.get(Documents).annotationsOf(stored.name)).toHaveLength(3);
    await drawMany(2);
    expect(await loaded()).toBe(drawn());
    await stored.compact();
    expect([(await stored.head()).generation, (await stored.head()).parts, await stored.rows()]).toEqual([2, 1, 0]);
    expect(await loaded()).toBe(drawn());
  });

  it('D12: with a part missing, the document is unreadable and never served without it', async () => {
    await drawMany(MANY);
    await stored.compact();
    await stored.database.write((manager) => manager.delete(DocumentSnapshotPart, { document: stored.key, n: 2 }));
    await expect(stored.server.app.get(Documents).open(stored.name)).rejects.toMatchObject({ code: 'document.unreadable' });
    await drawMany(1);
    await expect(stored.compact()).rejects.toMatchObject({ code: 'document.unreadable' });
    expect(await stored.rows()).toBe(1);
  });

  it('D12: is not made of a log that builds on something missing', async () => {
    const lost = stored.author.draw();
    await stored.write(stored.author.change(lost.annotation.id, { label: 'x' }));
    await expect(stored.compact()).rejects.toThrow('gaps');
    expect(await stored.rows()).toBe(1);
  });

  it('D12, D26: whoever loads while a snapshot takes the place of rows has all of it', async () => {
    for (const count of [5, MANY, 5, 5]) {
      await drawMany(count);
      const work = stored.compact();
      let isOver = false;
      void work.finally(() => (isOver = true));
      while (!isOver) {
        expect((await loaded()) === drawn()).toBe(true);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await work;
    }
  });
});
