import { addAnnotation, annotationsOf } from '@parfocal/shared/annotation';
import { type DocumentName, documentPath } from '@parfocal/shared/protocol';
import * as Y from 'yjs';
import { Database } from '../../platform/index.js';
import { Author, rectangle } from '../../testing/author.js';
import { startTestServer, type TestPerson, type TestServer } from '../../testing/index.js';
import { DocumentClient, DocumentSnapshot, DocumentSnapshotPart, DocumentUpdate } from '../document.entity.js';
import { DocumentLog } from '../document-log.service.js';
import { Documents } from '../documents.service.js';
import { Timelines } from '../history/timeline.service.js';

/** In one string: thousands of fields are compared at once. */
const shown = (document: Y.Doc): string => JSON.stringify(Object.entries(annotationsOf(document).toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Three pieces of a snapshot, and a little. */
const MANY = 1_600;

describe('the snapshot of a document', () => {
  let server: TestServer;
  let ana: TestPerson;
  let name: DocumentName;
  let document: string;
  let author: Author;
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
    await database().write((manager) => manager.insert(DocumentClient, { document, clientId: author.document.clientID, personId: ana.id }));
  });
  afterAll(() => server.close());

  const database = (): Database => server.app.get(Database);
  const write = async (bytes: Uint8Array): Promise<void> => {
    seq += 1;
    await database().write((manager) => manager.insert(DocumentUpdate, { document, seq, at: 1_700_000_000_000 + seq, bytes }));
  };
  const drawMany = (count: number): Promise<void> => write(author.sending((own) => own.transact(() => {
    for (let i = 0; i < count; i++) addAnnotation(own, rectangle(ana.id, { label: `${i}` }), author);
  })));
  const compact = (): Promise<void> => server.app.get(DocumentLog).compact(document, seq);
  const head = (): Promise<DocumentSnapshot> => database().read.findOneByOrFail(DocumentSnapshot, { document });
  const parts = (): Promise<DocumentSnapshotPart[]> => database().read.find(DocumentSnapshotPart, { where: { document }, order: { n: 'ASC' } });
  const rows = (): Promise<number> => database().read.countBy(DocumentUpdate, { document });
  /** What a server that starts makes of what is stored. */
  const loaded = async (): Promise<string> => {
    const { updates } = await server.app.get(DocumentLog).load(document);
    const copy = new Y.Doc();
    for (const update of updates) {
      Y.applyUpdate(copy, update);
      expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null]);
    }
    return shown(copy);
  };
  const drawn = (): string => shown(author.document);

  it('D26: lies in parts of a modest size, each of which builds only on those before it', async () => {
    await drawMany(MANY);
    await compact();
    expect(await rows()).toBe(0);
    const [stored, its] = [await head(), await parts()];
    expect([stored.generation, stored.parts, stored.whole, its.length]).toEqual([1, its.length, its.length, its.length]);
    expect(its.length).toBeGreaterThan(3);
    for (const { bytes } of its) expect(bytes.length).toBeLessThan(300 * 1024);
    expect(await loaded()).toBe(drawn());
  });

  it('D26: is added to, and written anew when what was added is as much as it began with', async () => {
    await drawMany(MANY);
    await compact();
    const { whole } = await head();
    const ids = [...annotationsOf(author.document).keys()];
    for (let i = 0; (await head()).generation === 1; i++) {
      expect(i).toBeLessThan(20);
      const before = await parts();
      await write(author.change(ids[i]!, { label: 'changed' }));
      await write(author.remove(ids[i + 100]!));
      await compact();
      const [{ generation, seq: stored }, after] = [await head(), await parts()];
      expect([stored, await rows(), await loaded()]).toEqual([seq, 0, drawn()]);
      if (generation === 1) expect(after.slice(0, before.length)).toEqual(before);
      else expect([after.length, after.every((part) => part.generation === seq)]).toEqual([whole, true]);
    }
    expect((await server.app.get(Timelines).page(name, {})).items.length).toBeGreaterThan(0);
    server = await server.restart();
    expect(await server.app.get(Documents).annotationsOf(name)).toHaveLength(annotationsOf(author.document).size);
  });

  it('D26: one of before there were parts is read as ever, and replaced by parts', async () => {
    await drawMany(3);
    const bytes = Y.encodeStateAsUpdate(author.document);
    await database().write(async (manager) => {
      await manager.query(`INSERT INTO document_snapshot (document, seq, at, bytes) VALUES (${database().isEmbedded ? '?, ?, ?, ?' : '$1, $2, $3, $4'})`, [document, 1, 5, Buffer.from(bytes)]);
      await manager.delete(DocumentUpdate, { document });
    });
    expect(await loaded()).toBe(drawn());
    expect(await server.app.get(Documents).annotationsOf(name)).toHaveLength(3);
    await drawMany(2);
    expect(await loaded()).toBe(drawn());
    await compact();
    expect([(await head()).generation, (await head()).parts, await rows()]).toEqual([2, 1, 0]);
    expect(await loaded()).toBe(drawn());
  });

  it('D12: with a part missing, the document is unreadable and never served without it', async () => {
    await drawMany(MANY);
    await compact();
    await database().write((manager) => manager.delete(DocumentSnapshotPart, { document, n: 2 }));
    await expect(server.app.get(Documents).open(name)).rejects.toMatchObject({ code: 'document.unreadable' });
    await drawMany(1);
    await expect(compact()).rejects.toMatchObject({ code: 'document.unreadable' });
    expect(await rows()).toBe(1);
  });

  it('D12: is not made of a log that builds on something missing', async () => {
    const lost = author.draw();
    await write(author.change(lost.annotation.id, { label: 'x' }));
    await expect(compact()).rejects.toThrow('gaps');
    expect(await rows()).toBe(1);
  });

  it('D12, D26: whoever loads while a snapshot takes the place of rows has all of it', async () => {
    for (const count of [5, MANY, 5, 5]) {
      await drawMany(count);
      const work = compact();
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
